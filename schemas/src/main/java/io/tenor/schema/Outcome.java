package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a window of audio came to. */
public enum Outcome {
  /** An emotion was heard with enough certainty; the event's label is one of {@link Emotion}. */
  EMOTION,
  /** There was speech, but no voice stood out enough, or no emotion was certain enough. */
  UNKNOWN,
  /** There was too little speech to score. */
  SILENCE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that events use, such as {@code silence}. */
  @JsonValue
  public String label() {
    return label;
  }
}
