package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What became of an alert: that a rule was met by one sensor, that a person has seen it, that it is
 * met no more. Numbers and instants are rounded as in {@link EmotionEvent}; only {@code
 * processedAt} depends on when the audio was processed.
 *
 * @param id of the alert, derived: {@link #id}; its messages share it, see {@link #messageId}
 * @param rule name of the rule
 * @param condition what the rule looks at, and with it what {@code score} means
 * @param state what this message says
 * @param priority how soon a person should look
 * @param sensor the sensor's id, not blank
 * @param context where the sensor listens
 * @param session the sensor's session in which it began; may be empty
 * @param emotions labels that the rule watches; empty for a rule without emotion
 * @param since capture time from which the condition has held
 * @param at event time at which the state changed: the end of the window that decided it, or when a
 *     time ran out
 * @param score what the rule measured at that time, 0 to 1; see {@link AlertCondition}
 * @param peak the highest one since {@code since}, 0 to 1
 * @param windows windows since {@code since}, from 0
 * @param evidence windows behind it, the latest last, at most {@link #MAX_EVIDENCE}
 * @param model name and version of the model in use
 * @param rules version of the set of rules
 * @param purpose what the monitor was started for
 * @param acknowledgedBy who has seen it; empty if nobody has
 * @param processedAt when the message was made (processing time)
 */
public record EmotionAlert(
    String id,
    String rule,
    AlertCondition condition,
    AlertState state,
    Priority priority,
    String sensor,
    SensorContext context,
    String session,
    List<String> emotions,
    Instant since,
    Instant at,
    double score,
    double peak,
    int windows,
    List<AlertEvidence> evidence,
    String model,
    String rules,
    Purpose purpose,
    String acknowledgedBy,
    Instant processedAt) {

  /** How many windows an alert carries at most. */
  public static final int MAX_EVIDENCE = 32;

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public EmotionAlert {
    Checks.text(id, "id");
    Checks.text(rule, "rule");
    Checks.present(condition, "condition");
    Checks.present(state, "state");
    Checks.present(priority, "priority");
    Checks.text(sensor, "sensor");
    Checks.present(context, "context");
    Checks.present(session, "session");
    emotions = List.copyOf(Checks.present(emotions, "emotions"));
    for (String label : emotions) {
      if (Emotion.ofLabel(label).isEmpty()) {
        throw new IllegalArgumentException("emotions has the unknown label '" + label + "'");
      }
    }
    since = Checks.present(since, "since").truncatedTo(ChronoUnit.MILLIS);
    at = Checks.present(at, "at").truncatedTo(ChronoUnit.MILLIS);
    if (at.isBefore(since)) {
      throw new IllegalArgumentException("at " + at + " is before since " + since);
    }
    score = Checks.share(score, "score");
    peak = Checks.share(peak, "peak");
    Checks.notNegative(windows, "windows");
    evidence = List.copyOf(Checks.present(evidence, "evidence"));
    if (evidence.size() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "evidence has %d windows, but at most %d are allowed"
              .formatted(evidence.size(), MAX_EVIDENCE));
    }
    Checks.text(model, "model");
    Checks.text(rules, "rules");
    Checks.present(purpose, "purpose");
    Checks.present(acknowledgedBy, "acknowledgedBy");
    processedAt = Checks.present(processedAt, "processedAt").truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The id of an alert, the same in every message through its life: {@code
   * rule/context/sensor/session/since}, {@code since} in milliseconds of the epoch, percent-encoded
   * as in {@link EmotionEvent#id}.
   */
  public static String id(
      String rule, SensorContext context, String sensor, String session, Instant since) {
    return EventIds.join(
        rule, context.label(), sensor, session, Long.toString(since.toEpochMilli()));
  }

  /**
   * The id of this message, {@code id/state}: what a consumer drops duplicates by. No state comes
   * twice in the life of an alert.
   */
  public String messageId() {
    return id + '/' + state.label();
  }
}
