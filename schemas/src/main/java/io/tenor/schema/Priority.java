package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * How soon a person should look. The words are those of medical alarms; no certification is
 * claimed.
 */
public enum Priority {
  /** Now. */
  HIGH,
  /** Soon. */
  MEDIUM,
  /** When there is time. */
  LOW;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that alerts use, such as {@code high}. */
  @JsonValue
  public String label() {
    return label;
  }
}
