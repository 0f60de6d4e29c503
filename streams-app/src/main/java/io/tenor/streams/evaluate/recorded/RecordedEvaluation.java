package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import io.tenor.streams.alert.AlertRule;
import io.tenor.streams.evaluate.AlertScore;
import io.tenor.streams.evaluate.Passage;
import io.tenor.streams.evaluate.TradeOff;
import io.tenor.streams.evaluate.truth.GroundTruth;
import io.tenor.streams.evaluate.truth.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what models made of a recording against what was labelled. */
public final class RecordedEvaluation {

  /** An alert is judged if anything was labelled so shortly before it was raised, ms. */
  private static final long JUDGED_MS = 10_000;

  private static final long SEED = 1;

  private final RecordingScan scan;
  private final GroundTruth truth;
  private final long collarMs;
  private final List<ModelFigures> models = new ArrayList<>();

  /** What each model said of each segment, in the order of the models. */
  private final List<Map<Segment, SegmentAnswer>> answers = new ArrayList<>();

  /**
   * An evaluation without a model.
   *
   * @param collarMs how far the beginning of a heard span may lie from that of a labelled one
   */
  public RecordedEvaluation(RecordingScan scan, GroundTruth truth, long collarMs) {
    this.scan = scan;
    this.truth = truth;
    this.collarMs = collarMs;
  }

  /** A model that was run. */
  public record Model(String name, String version, String sha256, double seconds) {}

  /** Adds what a model made of the recording. */
  void add(Model model, Hearing hearing) {
    var scoring = new ModelScoring();
    var spans = new SpanFigures.Sum(collarMs);
    var said = new HashMap<Segment, SegmentAnswer>();
    var windows = hearing.windows();
    int unlabelled = 0;
    for (var sensor : scan.sensors().keySet()) {
      var own = windows.getOrDefault(sensor, List.of());
      var segments = truth.segments().getOrDefault(sensor, List.of());
      var inLabels = inLabels(segments, own);
      unlabelled +=
          (int)
              (own.stream().filter(HeardWindow::isSpeech).count()
                  - inLabels.stream().filter(HeardWindow::isSpeech).count());
      var answered = SegmentAnswer.of(segments, own);
      scoring.add(sensor, answered);
      answered.forEach(answer -> said.put(answer.segment(), answer));
      spans.add(passages(segments, 0), inLabels);
    }
    var rules = new ArrayList<RuleFigures>();
    for (var trial : hearing.trials()) {
      for (var rule : trial.rules().rules()) {
        rules.add(rule(trial, rule));
      }
    }
    int all = windows.values().stream().mapToInt(List::size).sum();
    models.add(
        scoring.figures(
            new ModelScoring.Run(
                model.name(), model.version(), model.sha256(), model.seconds(), all),
            unlabelled,
            spans.figures(),
            rules));
    answers.add(said);
  }

  /** The windows that overlap with a segment. */
  private static List<HeardWindow> inLabels(List<Segment> segments, List<HeardWindow> windows) {
    var labelled = new ArrayList<HeardWindow>();
    int next = 0;
    for (var window : windows) {
      while (next < segments.size() && segments.get(next).toMs() <= window.startMs()) {
        next++;
      }
      if (next < segments.size() && segments.get(next).fromMs() < window.endMs()) {
        labelled.add(window);
      }
    }
    return labelled;
  }

  private static List<Passage> passages(List<Segment> segments, long startMs) {
    return segments.stream()
        .map(s -> new Passage(s.fromMs() - startMs, s.toMs() - startMs, s.emotion()))
        .toList();
  }

  private RuleFigures rule(RuleTrial trial, AlertRule rule) {
    var score = AlertScore.none();
    int unjudged = 0;
    for (var sensor : scan.sensors().entrySet()) {
      if (!rule.contexts().contains(sensor.getKey().context())) {
        continue;
      }
      var segments = truth.segments().getOrDefault(sensor.getKey(), List.of());
      var alerts =
          trial.alerts(sensor.getKey()).stream()
              .filter(alert -> alert.rule().equals(rule.name()))
              .toList();
      var without = TradeOff.hasTruth(rule) ? unjudged(segments, alerts) : Set.<String>of();
      unjudged += without.size();
      long startMs = sensor.getValue().firstMs();
      score =
          score.plus(
              AlertScore.of(
                  TradeOff.episodes(rule, passages(segments, startMs)),
                  alerts.stream().filter(alert -> !without.contains(alert.id())).toList(),
                  startMs,
                  sensor.getValue().lastMs() - startMs,
                  rule.coolDown().toMillis()));
    }
    return RuleFigures.of(
        trial.rules().version(), rule.name(), TradeOff.hasTruth(rule), unjudged, score);
  }

  /** Ids of the alerts that nobody can judge. */
  private static Set<String> unjudged(List<Segment> segments, List<EmotionAlert> alerts) {
    var raisedMs = new LinkedHashMap<String, Long>();
    alerts.forEach(alert -> raisedMs.putIfAbsent(alert.id(), alert.at().toEpochMilli()));
    var unjudged = new HashSet<String>();
    raisedMs.forEach(
        (id, ms) -> {
          if (segments.stream().noneMatch(s -> s.fromMs() < ms && s.toMs() > ms - JUDGED_MS)) {
            unjudged.add(id);
          }
        });
    return unjudged;
  }

  /** The figures of the models so far. */
  List<ModelFigures> models() {
    return models;
  }

  /** What the first model said of each segment. */
  Map<Segment, SegmentAnswer> firstAnswers() {
    return answers.get(0);
  }

  /** The first model beside each other one. */
  List<Evaluation.Comparison> comparisons() {
    var comparisons = new ArrayList<Evaluation.Comparison>();
    for (int other = 1; other < models.size(); other++) {
      var pairs = pairs(answers.get(0), answers.get(other));
      if (!pairs.isEmpty()) {
        comparisons.add(
            new Evaluation.Comparison(
                models.get(0).name(),
                models.get(other).name(),
                pairs.size(),
                PairedBootstrap.bySensor(pairs),
                PairedBootstrap.DRAWS,
                PairedBootstrap.accuracy(pairs, SEED),
                PairedBootstrap.uar(pairs, SEED)));
      }
    }
    return comparisons;
  }

  private List<PairedBootstrap.Pair> pairs(
      Map<Segment, SegmentAnswer> first, Map<Segment, SegmentAnswer> second) {
    var pairs = new ArrayList<PairedBootstrap.Pair>();
    for (var segments : truth.segments().values()) {
      for (var segment : segments) {
        var a = heard(first, segment);
        var b = heard(second, segment);
        if (a.isPresent() && b.isPresent()) {
          pairs.add(
              new PairedBootstrap.Pair(
                  segment.sensor().storeKey(), segment.emotion(), a.get(), b.get()));
        }
      }
    }
    return pairs;
  }

  private static Optional<Emotion> heard(Map<Segment, SegmentAnswer> answers, Segment segment) {
    return Optional.ofNullable(answers.get(segment)).flatMap(ModelScoring::heard);
  }
}
