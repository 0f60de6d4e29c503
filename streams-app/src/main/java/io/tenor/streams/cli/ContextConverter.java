package io.tenor.streams.cli;

import io.tenor.schema.SensorContext;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code driver} and {@code ward}. */
final class ContextConverter implements ITypeConverter<SensorContext> {

  /** What the shell offers. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(SensorContext.values()).map(SensorContext::label).iterator();
    }
  }

  @Override
  public SensorContext convert(String value) {
    return SensorContext.ofLabel(value)
        .orElseThrow(() -> new TypeConversionException("'" + value + "' is not driver or ward"));
  }
}
