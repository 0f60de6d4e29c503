package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * That an alert rule was met by one sensor, or is met no more. Numbers and instants are rounded as
 * in {@link EmotionEvent}; only {@code processedAt} depends on when the audio was processed.
 *
 * @param id of the alert, derived: {@link #id}; its messages share it, see {@link #messageId}
 * @param rule name of the rule
 * @param state raised or cleared
 * @param priority how soon a person should look
 * @param sensor the sensor's id, not blank
 * @param context where the sensor listens
 * @param session the sensor's session; may be empty
 * @param emotions labels that the rule watches, at least one
 * @param since capture time from which the condition has held
 * @param at capture time at which the state changed: the end of the window that decided it
 * @param probability the rule's (smoothed) probability of these emotions at that time, 0 to 1
 * @param peak the highest one since {@code since}, 0 to 1
 * @param windows scored windows since {@code since}, from 0
 * @param evidence ids of the events behind it, the latest last, at most {@link #MAX_EVIDENCE}
 * @param model name and version of the model in use
 * @param processedAt when the alert was made (processing time)
 */
public record EmotionAlert(
    String id,
    String rule,
    AlertState state,
    Priority priority,
    String sensor,
    SensorContext context,
    String session,
    List<String> emotions,
    Instant since,
    Instant at,
    double probability,
    double peak,
    int windows,
    List<String> evidence,
    String model,
    Instant processedAt) {

  /** How many event ids an alert carries at most. */
  public static final int MAX_EVIDENCE = 32;

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public EmotionAlert {
    Checks.text(id, "id");
    Checks.text(rule, "rule");
    Checks.present(state, "state");
    Checks.present(priority, "priority");
    Checks.text(sensor, "sensor");
    Checks.present(context, "context");
    Checks.present(session, "session");
    emotions = List.copyOf(Checks.present(emotions, "emotions"));
    if (emotions.isEmpty()) {
      throw new IllegalArgumentException("emotions is empty");
    }
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
    probability = Checks.share(probability, "probability");
    peak = Checks.share(peak, "peak");
    Checks.notNegative(windows, "windows");
    evidence = List.copyOf(Checks.present(evidence, "evidence"));
    if (evidence.size() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "evidence has " + evidence.size() + " ids, but at most " + MAX_EVIDENCE + " are allowed");
    }
    Checks.text(model, "model");
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

  /** The id of this message, {@code id/state}: what a consumer drops duplicates by. */
  public String messageId() {
    return id + '/' + state.label();
  }
}
