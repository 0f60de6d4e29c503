package io.tenor.streams.evaluate.recorded;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.RiskCoverage;
import io.tenor.evaluation.Scored;
import io.tenor.schema.Emotion;
import io.tenor.schema.Outcome;
import io.tenor.streams.evaluate.recorded.ModelFigures.Answered;
import io.tenor.streams.evaluate.recorded.ModelFigures.Group;
import io.tenor.streams.evaluate.recorded.ModelFigures.Outcomes;
import io.tenor.streams.evaluate.recorded.ModelFigures.RiskPoint;
import io.tenor.streams.evaluate.recorded.ModelFigures.SegmentCounts;
import io.tenor.streams.ingest.SensorKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Adds up what a model said of labelled segments. */
final class ModelScoring {

  private static final int POINTS = 20;
  private static final int LABELS = Labels.count();

  /** Columns after the emotions in what was said. */
  private static final int UNKNOWN = LABELS;

  private static final int SILENCE = LABELS + 1;

  private final Counts all = new Counts();
  private final Map<String, Counts> sensors = new LinkedHashMap<>();
  private final Map<String, Counts> contexts = new LinkedHashMap<>();
  private final List<Scored> windows = new ArrayList<>();
  private final List<Scored> segments = new ArrayList<>();
  private final int[][] said = new int[LABELS][LABELS + 2];
  private int spoken;
  private int silent;
  private int unheard;
  private int sure;
  private int sureAndRight;

  /** Windows and segments of some of the sensors. */
  private static final class Counts {
    private final ConfusionMatrix windows = new ConfusionMatrix(LABELS);
    private final ConfusionMatrix segments = new ConfusionMatrix(LABELS);

    Group group() {
      return new Group(Figures.of(windows), Figures.of(segments));
    }
  }

  /** Adds the answers of one sensor. */
  void add(SensorKey sensor, List<SegmentAnswer> answers) {
    var own = sensors.computeIfAbsent(sensor.storeKey(), key -> new Counts());
    var context = contexts.computeIfAbsent(sensor.context().label(), key -> new Counts());
    for (var answer : answers) {
      int truth = Labels.index(answer.segment().emotion());
      answer.windows().forEach(window -> said(truth, window));
      if (answer.windows().isEmpty()) {
        unheard++;
        continue;
      }
      double[] posterior = answer.posterior();
      if (posterior.length == 0) {
        silent++;
        continue;
      }
      spoken++;
      var groups = List.of(all, own, context);
      int best = Posterior.best(posterior);
      segments.add(new Scored(posterior[best], best == truth, 1));
      groups.forEach(group -> group.segments.add(truth, best));
      for (var window : answer.spoken()) {
        int heard = window.mostProbable();
        windows.add(new Scored(window.probabilities()[heard], heard == truth, 1));
        groups.forEach(group -> group.windows.add(truth, heard));
      }
    }
  }

  private void said(int truth, HeardWindow window) {
    if (window.outcome() == Outcome.EMOTION) {
      int heard = Labels.index(window.emotion().orElseThrow());
      said[truth][heard]++;
      sure++;
      sureAndRight += heard == truth ? 1 : 0;
    } else {
      said[truth][window.outcome() == Outcome.UNKNOWN ? UNKNOWN : SILENCE]++;
    }
  }

  /** The emotion that a segment's windows say together; of one without speech there is none. */
  static Optional<Emotion> heard(SegmentAnswer answer) {
    double[] posterior = answer.posterior();
    return posterior.length == 0
        ? Optional.empty()
        : Optional.of(Labels.of(Posterior.best(posterior)));
  }

  /** What is known of the run besides. */
  record Run(String name, String version, String sha256, double seconds, int windows) {}

  ModelFigures figures(Run run, int unlabelledSpeech, SpanFigures spans, List<RuleFigures> rules) {
    int unknown = column(UNKNOWN);
    int heardSpeech = sure + unknown;
    var reliability = new Reliability(windows);
    return new ModelFigures(
        run.name(),
        run.version(),
        run.sha256(),
        Rounded.one(run.seconds()),
        run.windows(),
        new Outcomes(sure, unknown, column(SILENCE)),
        unlabelledSpeech,
        new SegmentCounts(spoken + silent + unheard, spoken, silent, unheard),
        Figures.of(all.windows),
        Rounded.four(reliability.expectedError()),
        Figures.of(all.segments),
        Rounded.four(new Reliability(segments).expectedError()),
        new Answered(
            Rounded.four((double) sure / heardSpeech), Rounded.four((double) sureAndRight / sure)),
        all.segments.rows(),
        Arrays.stream(said).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        reliability.bins(),
        riskCoverage(),
        groups(sensors),
        groups(contexts),
        spans,
        rules);
  }

  private int column(int column) {
    return Arrays.stream(said).mapToInt(row -> row[column]).sum();
  }

  private List<RiskPoint> riskCoverage() {
    if (segments.isEmpty()) {
      return List.of();
    }
    var ofWindows = new RiskCoverage(windows);
    var ofSegments = new RiskCoverage(segments);
    return IntStream.rangeClosed(1, POINTS)
        .mapToDouble(i -> (double) i / POINTS)
        .mapToObj(
            coverage ->
                new RiskPoint(
                    coverage,
                    Rounded.four(ofWindows.risk(coverage)),
                    Rounded.four(ofSegments.risk(coverage))))
        .toList();
  }

  private static Map<String, Group> groups(Map<String, Counts> counts) {
    var groups = new LinkedHashMap<String, Group>();
    counts.forEach((name, own) -> groups.put(name, own.group()));
    return groups;
  }
}
