package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A window behind an alert.
 *
 * @param event id of its {@link EmotionEvent}
 * @param end capture time just after its last sample
 * @param label what was heard in it, as in the event
 * @param observed what the rule saw in this window alone, 0 to 1: the sum of the probabilities of
 *     its emotions, or 1 where the rule's condition holds in it
 */
public record AlertEvidence(String event, Instant end, String label, double observed) {

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public AlertEvidence {
    Checks.text(event, "event");
    end = Checks.present(end, "end").truncatedTo(ChronoUnit.MILLIS);
    Checks.text(label, "label");
    observed = Checks.share(observed, "observed");
  }
}
