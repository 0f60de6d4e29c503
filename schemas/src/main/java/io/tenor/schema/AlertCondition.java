package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule looks at, and with it what the score of its alerts means. */
public enum AlertCondition {
  /** One emotion or several together; the score is their smoothed probability. */
  EMOTION,
  /** One emotion or several together; the score is how far they are above what was usual. */
  RISING,
  /** Several emotions at once; the score is the smoothed probability of the least of them. */
  MIXED,
  /** How aroused somebody sounds, whatever the emotion; the score is the smoothed arousal. */
  AROUSAL,
  /** Speech of which the model is not sure; the score is its share of the speech. */
  UNKNOWN,
  /** No audio comes; the score is 1 while it does not. */
  OFFLINE,
  /** The microphone is overdriven; the score is the share of windows in which it is. */
  CLIPPED,
  /** The background is too loud; the score is the share of windows in which it is. */
  NOISY,
  /** Audio comes with nothing in it; the score is the share of windows that are so quiet. */
  QUIET;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that alerts and rules use, such as {@code emotion}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The condition whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<AlertCondition> ofLabel(String label) {
    return Arrays.stream(values()).filter(value -> value.label.equals(label)).findFirst();
  }
}
