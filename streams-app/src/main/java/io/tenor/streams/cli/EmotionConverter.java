package io.tenor.streams.cli;

import io.tenor.schema.Emotion;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the label of an emotion, such as {@code anger}. */
final class EmotionConverter implements ITypeConverter<Emotion> {

  /** What the shell offers. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return labels().iterator();
    }
  }

  private static Stream<String> labels() {
    return Arrays.stream(Emotion.values()).map(Emotion::label);
  }

  @Override
  public Emotion convert(String value) {
    return Emotion.ofLabel(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not one of %s"
                        .formatted(value, labels().collect(Collectors.joining(", ")))));
  }
}
