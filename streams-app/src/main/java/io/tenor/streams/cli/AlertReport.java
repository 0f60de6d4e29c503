package io.tenor.streams.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.Purpose;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.AlertRule;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.alert.TemporalModel;
import io.tenor.streams.evaluate.AlertReplay;
import io.tenor.streams.evaluate.AlertScore;
import io.tenor.streams.evaluate.Heard;
import io.tenor.streams.evaluate.TradeOff;
import io.tenor.streams.ingest.SensorKey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints how well alerts have told the episodes of scripts, for people or as lines of JSON. */
final class AlertReport {

  private static final String HEADER =
      "%-22s %-10s %8s %8s %6s %6s %6s %8s %8s %8s %8s%n"
          .formatted(
              "rule",
              "smoothing",
              "episodes",
              "detected",
              "held",
              "missed",
              "raised",
              "false/h",
              "p50 s",
              "p95 s",
              "flicker");

  private final PrintWriter out;
  private final boolean json;
  private final RuleSet rules;
  private final String model;

  AlertReport(PrintWriter out, boolean json, RuleSet rules, String model) {
    this.out = out;
    this.json = json;
    this.rules = rules;
    this.model = model;
  }

  /**
   * Scores each rule by what came out of the topology, and without smoothing.
   *
   * @return whether the events by themselves give the same alerts as the topology gave
   */
  boolean rules(Map<SensorKey, Heard> heard, ScriptedRun run) {
    if (!json) {
      out.printf("Model %s, rules %s.%n%n%s", model, rules.version(), HEADER);
    }
    boolean same = true;
    var engine = new AlertEngine(rules, Purpose.RESEARCH);
    for (var sensor : heard.entrySet()) {
      var replayed = AlertReplay.of(engine, sensor.getValue().events());
      same &= untimed(replayed).equals(untimed(run.alerts(sensor.getKey())));
    }
    for (var rule : rules.rules()) {
      var sensors = new ArrayList<Heard>();
      var score = AlertScore.none();
      Map<Emotion, Integer> falseDuring = new EnumMap<>(Emotion.class);
      for (var sensor : heard.entrySet()) {
        if (rule.contexts().contains(sensor.getKey().context())) {
          sensors.add(sensor.getValue());
          var alerts = ofRule(rule, run.alerts(sensor.getKey()));
          score = score.plus(score(rule, sensor.getValue(), alerts));
          falseDuring(rule, sensor.getValue(), alerts)
              .forEach((mood, count) -> falseDuring.merge(mood, count, Integer::sum));
        }
      }
      line(rule, "as set", score, falseDuring);
      if (TradeOff.hasTruth(rule)) {
        line(rule, "none", TradeOff.score(rule, new TemporalModel.None(), sensors), Map.of());
      }
    }
    return same;
  }

  /** What does not depend on the time of processing. */
  private static List<String> untimed(List<EmotionAlert> alerts) {
    return alerts.stream()
        .map(alert -> alert.messageId() + ' ' + alert.at() + ' ' + alert.score())
        .sorted()
        .toList();
  }

  private static AlertScore score(AlertRule rule, Heard heard, List<EmotionAlert> alerts) {
    return AlertScore.of(
        TradeOff.episodes(rule, heard.script().passages()),
        alerts,
        heard.startMs(),
        heard.lengthMs(),
        rule.coolDown().toMillis());
  }

  private static List<EmotionAlert> ofRule(AlertRule rule, List<EmotionAlert> alerts) {
    return alerts.stream().filter(alert -> alert.rule().equals(rule.name())).toList();
  }

  private static Map<Emotion, Integer> falseDuring(
      AlertRule rule, Heard heard, List<EmotionAlert> alerts) {
    return TradeOff.hasTruth(rule)
        ? AlertScore.falseDuring(
            heard.script().passages(),
            TradeOff.episodes(rule, heard.script().passages()),
            alerts,
            heard.startMs())
        : Map.of();
  }

  private void line(
      AlertRule rule, String smoothing, AlertScore score, Map<Emotion, Integer> falseDuring) {
    if (json) {
      var node = node("rule", rule.name(), smoothing, score);
      var moods = node.putObject("falseDuring");
      falseDuring.forEach((mood, count) -> moods.put(mood.label(), count));
      out.println(node);
      return;
    }
    boolean truth = score.episodes() > 0;
    out.printf(
        Locale.ROOT,
        "%-22s %-10s %8s %8s %6s %6s %6d %8s %8s %8s %8d%n",
        rule.name(),
        smoothing,
        truth ? score.episodes() : "-",
        truth ? score.detected() : "-",
        truth ? score.heldBack() : "-",
        truth ? score.missed() : "-",
        score.raised(),
        TradeOff.hasTruth(rule) ? String.format(Locale.ROOT, "%.1f", score.falsePerHour()) : "-",
        truth ? seconds(score.delayMs(0.5)) : "-",
        truth ? seconds(score.delayMs(0.95)) : "-",
        score.flicker());
    if (!falseDuring.isEmpty()) {
      out.println(
          falseDuring.entrySet().stream()
              .map(entry -> entry.getKey().label() + " " + entry.getValue())
              .collect(Collectors.joining(", ", "    false during ", "")));
    }
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f", ms / 1e3);
  }

  private static ObjectNode node(String type, String rule, String smoothing, AlertScore score) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("rule", rule)
        .put("smoothing", smoothing)
        .put("episodes", score.episodes())
        .put("detected", score.detected())
        .put("heldBack", score.heldBack())
        .put("missed", score.missed())
        .put("raised", score.raised())
        .put("false", score.falseAlerts())
        .put("falsePerHour", rounded(score.falsePerHour()))
        .put("delayP50Ms", score.delayMs(0.5))
        .put("delayP95Ms", score.delayMs(0.95))
        .put("flicker", score.flicker());
  }

  private static double rounded(double value) {
    return Math.rint(value * 1_000) / 1_000;
  }

  /**
   * Prints the settings of a trade-off: all of them as JSON, for people those that are not beaten.
   */
  void tradeOff(String rule, List<TradeOff.Point> points) {
    var best = TradeOff.best(points);
    if (json) {
      points.forEach(
          point ->
              out.println(
                  node("setting", rule, point.smoothing(), point.score())
                      .put("raise", point.raise())
                      .put("forMs", point.minDurationMs())
                      .put("best", best.contains(point))));
      return;
    }
    out.printf(
        "%n%s:%n%-22s %6s %6s %8s %6s %6s %8s %8s %8s%n",
        rule,
        "smoothing",
        "raise",
        "for s",
        "detected",
        "held",
        "missed",
        "false/h",
        "p50 s",
        "p95 s");
    best.stream()
        .sorted((a, b) -> Double.compare(a.score().falsePerHour(), b.score().falsePerHour()))
        .forEach(
            point ->
                out.printf(
                    Locale.ROOT,
                    "%-22s %6.2f %6s %8d %6d %6d %8.1f %8s %8s%n",
                    point.smoothing(),
                    point.raise(),
                    seconds(point.minDurationMs()),
                    point.score().detected(),
                    point.score().heldBack(),
                    point.score().missed(),
                    point.score().falsePerHour(),
                    seconds(point.score().delayMs(0.5)),
                    seconds(point.score().delayMs(0.95))));
  }

  /** Says the last word. */
  void summary(Map<SensorKey, Heard> heard, boolean same) {
    long windows = heard.values().stream().mapToLong(one -> one.events().size()).sum();
    double hours =
        heard.values().stream()
            .mapToDouble(
                one -> one.script().samples().length / 3_600.0 / one.script().sampleRateHz())
            .sum();
    if (json) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("type", "summary")
              .put("model", model)
              .put("rules", rules.version())
              .put("sensors", heard.size())
              .put("hours", rounded(hours))
              .put("windows", windows)
              .put("sameAsReplayed", same));
    } else {
      out.printf(
          Locale.ROOT,
          "%n%d sensors, %.1f hours, %d windows; their events by themselves give %s alerts.%n",
          heard.size(),
          hours,
          windows,
          same ? "the same" : "OTHER");
    }
    out.flush();
  }
}
