package io.tenor.streams.dashboard;

import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import java.util.List;

/**
 * An alert as the page shows it; every text is fit to be shown.
 *
 * @param ref stands for its id, which may be long and is not to be shown
 * @param sensor key of its sensor, see {@link SensorView#key}
 * @param context where that listens
 * @param name what that is called
 * @param rule name of the rule
 * @param condition what the rule looks at
 * @param emotions that the rule watches
 * @param state what was said of it last
 * @param priority how soon a person should look
 * @param open whether it has not ended
 * @param since capture time from which the condition has held, like all times in milliseconds since
 *     1970
 * @param raised when the rule was met
 * @param at when the state changed
 * @param percent what the rule measured then
 * @param peak the highest of it
 * @param seenBy who has seen it; empty if nobody has
 * @param purpose what the monitor was started for
 */
record AlertView(
    String ref,
    String sensor,
    String context,
    String name,
    String rule,
    String condition,
    List<String> emotions,
    String state,
    String priority,
    boolean open,
    long since,
    long raised,
    long at,
    long percent,
    long peak,
    String seenBy,
    String purpose) {

  /**
   * Shows what was said last.
   *
   * @param sensorName what its sensor is called
   * @param raised when the rule was met, as far as known
   */
  static AlertView of(EmotionAlert alert, String sensorName, long raised) {
    return new AlertView(
        PlainText.fingerprint(alert.id()),
        SensorView.key(alert.context(), sensorName),
        alert.context().label(),
        sensorName,
        PlainText.of(alert.rule()),
        alert.condition().label(),
        alert.emotions(),
        alert.state().label(),
        alert.priority().label(),
        !alert.state().isEnd(),
        alert.since().toEpochMilli(),
        raised,
        alert.at().toEpochMilli(),
        Math.round(alert.score() * 100),
        Math.round(alert.peak() * 100),
        PlainText.of(alert.acknowledgedBy()),
        alert.purpose().label());
  }

  /** Whether a person still has to say that it was seen. */
  boolean isUnseen() {
    return open && seenBy.isEmpty() && !state.equals(AlertState.ACKNOWLEDGED.label());
  }
}
