package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.util.Arrays;
import java.util.List;

/** The order in which a model gives its probabilities: that of {@link Emotion}. */
public final class Labels {

  private static final List<Emotion> ORDER = List.of(Emotion.values());

  private Labels() {}

  /** Number of labels. */
  public static int count() {
    return ORDER.size();
  }

  /** Place of an emotion among a model's outputs, from 0. */
  public static int index(Emotion emotion) {
    return ORDER.indexOf(emotion);
  }

  /** The emotion at a place among a model's outputs. */
  public static Emotion of(int index) {
    return ORDER.get(index);
  }

  /** Lower-case names in the order of a model's outputs. */
  public static List<String> names() {
    return Arrays.stream(Emotion.values()).map(Emotion::label).toList();
  }
}
