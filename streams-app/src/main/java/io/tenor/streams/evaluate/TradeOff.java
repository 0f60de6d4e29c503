package io.tenor.streams.evaluate;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.Purpose;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.AlertRule;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.alert.TemporalModel;
import io.tenor.streams.alert.TemporalModel.Exponential;
import io.tenor.streams.alert.TemporalModel.Markov;
import io.tenor.streams.alert.TemporalModel.None;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How false alarms trade against delay and misses: one rule under other smoothing and thresholds.
 */
public final class TradeOff {

  private static final double[] RAISE = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99};

  /** The lower threshold is this share of the upper. */
  private static final double CLEAR = 0.5;

  private TradeOff() {}

  /**
   * Whether a script tells when a rule should raise an alert: if it is about moods, one at a time.
   */
  public static boolean hasTruth(AlertRule rule) {
    return rule.condition().kind() == AlertCondition.EMOTION
        || rule.condition().kind() == AlertCondition.RISING;
  }

  /** When a rule should raise an alert; never, where passages cannot tell. */
  public static List<Episode> episodes(AlertRule rule, List<Passage> passages) {
    return hasTruth(rule)
        ? Episode.of(passages, rule.condition().emotions(), AlertScore.PAUSE_MS)
        : List.of();
  }

  /**
   * One setting and what it gives.
   *
   * @param smoothing its name
   * @param raise the upper threshold
   * @param minDurationMs how long the condition has to hold
   */
  public record Point(String smoothing, double raise, long minDurationMs, AlertScore score) {}

  /** The temporal models that are compared, by name. */
  static Map<String, TemporalModel> models() {
    var models = new LinkedHashMap<String, TemporalModel>();
    models.put("none", new None());
    for (double halfLife : new double[] {0.5, 1, 1.5, 2, 3, 4}) {
      models.put(
          "exponential " + halfLife + " s",
          new Exponential(Duration.ofMillis(Math.round(halfLife * 1_000))));
    }
    for (int dwell : new int[] {4, 8, 16, 32, 64}) {
      for (double weight : new double[] {0.15, 0.25, 0.4, 0.6, 0.8}) {
        models.put(
            "markov " + dwell + " s, " + weight, new Markov(Duration.ofSeconds(dwell), weight));
      }
    }
    return models;
  }

  /**
   * All points of a rule about emotions.
   *
   * @param heard of all sensors in one of the rule's contexts
   */
  public static List<Point> of(AlertRule rule, List<Heard> heard) {
    var points = new ArrayList<Point>();
    models()
        .forEach(
            (name, model) -> {
              for (double raise : RAISE) {
                for (long durationMs : new long[] {0, 1_000, 2_000, 3_000}) {
                  points.add(
                      new Point(
                          name,
                          raise,
                          durationMs,
                          score(changed(rule, raise, durationMs), model, heard)));
                }
              }
            });
    return points;
  }

  /** The points for which no other has both fewer false alarms and more detected in less time. */
  public static List<Point> best(List<Point> points) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> dominates(other, point)))
        .toList();
  }

  private static boolean dominates(Point a, Point b) {
    boolean noWorse =
        a.score().falseAlerts() <= b.score().falseAlerts()
            && a.score().detected() >= b.score().detected()
            && delayMs(a) <= delayMs(b);
    boolean better =
        a.score().falseAlerts() < b.score().falseAlerts()
            || a.score().detected() > b.score().detected()
            || delayMs(a) < delayMs(b);
    return noWorse && better;
  }

  /** The median delay; of what detects nothing there is none. */
  private static long delayMs(Point point) {
    return point.score().detected() == 0 ? Long.MAX_VALUE : point.score().delayMs(0.5);
  }

  private static AlertRule changed(AlertRule rule, double raise, long durationMs) {
    return new AlertRule(
        rule.name(),
        rule.condition(),
        rule.contexts(),
        rule.priority(),
        raise,
        raise * CLEAR,
        Duration.ofMillis(durationMs),
        rule.speechShare(),
        rule.coolDown(),
        rule.expireAfter(),
        rule.escalation());
  }

  /** The score of one rule. */
  public static AlertScore score(AlertRule rule, TemporalModel smoothing, List<Heard> heard) {
    var engine = new AlertEngine(new RuleSet("trial", smoothing, List.of(rule)), Purpose.RESEARCH);
    var score = AlertScore.none();
    for (var sensor : heard) {
      score =
          score.plus(
              AlertScore.of(
                  episodes(rule, sensor.script().passages()),
                  AlertReplay.of(engine, sensor.events()),
                  sensor.startMs(),
                  sensor.lengthMs(),
                  rule.coolDown().toMillis()));
    }
    return score;
  }
}
