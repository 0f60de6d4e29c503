package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a person has seen an alert. The key of the record is the alert's id; the first one counts.
 *
 * @param alert id of the alert, {@link EmotionAlert#id()}
 * @param by who has seen it, at most {@link #MAX_BY} characters
 * @param at when
 */
public record AlertAck(String alert, String by, Instant at) {

  /** How long a name can be, in characters. */
  public static final int MAX_BY = 100;

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public AlertAck {
    Checks.text(alert, "alert");
    if (Checks.text(by, "by").length() > MAX_BY) {
      throw new IllegalArgumentException("by is longer than " + MAX_BY + " characters");
    }
    at = Checks.present(at, "at").truncatedTo(ChronoUnit.MILLIS);
  }
}
