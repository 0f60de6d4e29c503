package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert record says of its rule. */
public enum AlertState {
  /** The rule's condition has held for long enough. */
  RAISED,
  /** It holds no more. */
  CLEARED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that alerts use, such as {@code raised}. */
  @JsonValue
  public String label() {
    return label;
  }
}
