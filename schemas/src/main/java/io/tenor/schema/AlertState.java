package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an alert message says of its alert. */
public enum AlertState {
  /** The rule's condition has held for long enough. */
  RAISED,
  /** Nobody has acknowledged it for so long that it is more urgent now. */
  ESCALATED,
  /** A person has seen it; it goes on until it is cleared or expires. */
  ACKNOWLEDGED,
  /** The condition holds no more. */
  CLEARED,
  /** Nobody can tell any more: the sensor was not heard for too long, or the rule is gone. */
  EXPIRED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that alerts use, such as {@code raised}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** Whether it is the last that is said of an alert. */
  public boolean isEnd() {
    return this == CLEARED || this == EXPIRED;
  }
}
