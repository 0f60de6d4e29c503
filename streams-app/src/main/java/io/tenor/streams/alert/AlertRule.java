package io.tenor.streams.alert;

import io.tenor.schema.Emotion;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When a person should look: the emotions together have been probable for long enough.
 *
 * @param name a short word, the same for ever
 * @param emotions the emotions whose probabilities are added
 * @param contexts where the rule holds
 * @param priority how soon a person should look
 * @param raiseAt smoothed probability from which the condition holds, 0 to 1
 * @param clearAt smoothed probability below which a raised alert is cleared; less than {@code
 *     raiseAt}, so that an alert does not flicker
 * @param minDuration how long the condition holds before the alert is raised
 * @param halfLife time in which an observation loses half its weight in the smoothed probability
 */
public record AlertRule(
    String name,
    List<Emotion> emotions,
    Set<SensorContext> contexts,
    Priority priority,
    double raiseAt,
    double clearAt,
    Duration minDuration,
    Duration halfLife) {

  /** Checks thresholds and durations. */
  public AlertRule {
    emotions = List.copyOf(emotions);
    contexts = Set.copyOf(contexts);
    if (emotions.isEmpty() || contexts.isEmpty()) {
      throw new IllegalArgumentException("rule " + name + " names no emotion or no context");
    }
    if (!(0 < clearAt && clearAt < raiseAt && raiseAt <= 1)) {
      throw new IllegalArgumentException(
          "rule %s needs 0 < clearAt < raiseAt <= 1, not %s and %s"
              .formatted(name, clearAt, raiseAt));
    }
    if (minDuration.isNegative() || halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException(
          "rule %s needs a duration of at least 0 and a half-life above 0".formatted(name));
    }
  }

  /**
   * Anger or fear more likely than not for two seconds: the rule that is in force when nothing else
   * is said.
   */
  public static AlertRule distress() {
    return new AlertRule(
        "distress",
        List.of(Emotion.ANGER, Emotion.FEAR),
        Set.of(SensorContext.values()),
        Priority.HIGH,
        0.5,
        0.3,
        Duration.ofSeconds(2),
        Duration.ofMillis(1_500));
  }

  /** The labels of the emotions. */
  List<String> labels() {
    return emotions.stream().map(Emotion::label).toList();
  }
}
