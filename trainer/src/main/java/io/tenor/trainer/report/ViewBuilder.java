package io.tenor.trainer.report;

import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.RiskCoverage;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.Calibration;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a {@link View} of passes. */
final class ViewBuilder {

  private static final int POINTS = 50;

  private final List<Pass> passes;
  private final List<String> labels;
  private final Protocol protocol;

  /**
   * Prepares.
   *
   * @param passes at least one
   * @param labels names in the order of the outputs
   * @param protocol says which predictions may choose a temperature and a threshold
   */
  ViewBuilder(List<Pass> passes, List<String> labels, Protocol protocol) {
    this.passes = passes;
    this.labels = labels;
    this.protocol = protocol;
  }

  View build() {
    List<Prediction> all = passes.stream().flatMap(p -> p.pooled().stream()).toList();
    List<Prediction> calibrating = all.stream().filter(protocol::calibrates).toList();
    double temperature = calibrating.isEmpty() ? 1 : Calibration.fitTemperature(calibrating);
    return new View(
        passes.size(),
        temperature,
        calibrating.isEmpty()
            ? 0
            : protocol.unknown().of(Answers.windows(calibrating, temperature)),
        Answers.matrix(all, labels.size()).rows(),
        speakers(all),
        seeds(),
        reliability(),
        riskCoverage());
  }

  private List<View.Speaker> speakers(List<Prediction> all) {
    List<View.Speaker> speakers = new ArrayList<>();
    for (String speaker :
        all.stream().map(Prediction::speaker).collect(Collectors.toCollection(TreeSet::new))) {
      // Every pass has the same utterances, so that pooling them is the mean over the passes.
      List<Prediction> own = all.stream().filter(p -> p.speaker().equals(speaker)).toList();
      ConfusionMatrix matrix = Answers.matrix(own, labels.size());
      Map<String, Double> recalls = new LinkedHashMap<>();
      for (int label = 0; label < labels.size(); label++) {
        if (matrix.acted(label) > 0) {
          recalls.put(labels.get(label), matrix.recall(label));
        }
      }
      speakers.add(
          new View.Speaker(
              speaker,
              own.size() / passes.size(),
              matrix.accuracy(),
              matrix.unweightedAverageRecall(),
              recalls));
    }
    return speakers;
  }

  private List<View.Seed> seeds() {
    Map<Long, List<Pass>> bySeed =
        passes.stream()
            .collect(Collectors.groupingBy(Pass::seed, TreeMap::new, Collectors.toList()));
    List<View.Seed> seeds = new ArrayList<>();
    bySeed.forEach(
        (seed, own) ->
            seeds.add(
                new View.Seed(
                    seed,
                    Figures.mean(own, p -> p.matrix().accuracy()),
                    Figures.mean(own, p -> p.matrix().unweightedAverageRecall()),
                    Figures.mean(own, p -> p.matrix().macroF1()),
                    Figures.mean(own, Pass::ece))));
    return seeds;
  }

  private List<Reliability.Bin> reliability() {
    return new Reliability(passes.stream().flatMap(p -> p.utterances().stream()).toList()).bins();
  }

  private List<View.Point> riskCoverage() {
    List<RiskCoverage> utterances = passes.stream().map(Pass::utteranceRisk).toList();
    List<RiskCoverage> windows = passes.stream().map(Pass::windowRisk).toList();
    List<View.Point> points = new ArrayList<>();
    for (int i = 1; i <= POINTS; i++) {
      double coverage = (double) i / POINTS;
      points.add(new View.Point(coverage, mean(utterances, coverage), mean(windows, coverage)));
    }
    return points;
  }

  private static double mean(List<RiskCoverage> curves, double coverage) {
    return curves.stream().mapToDouble(c -> c.risk(coverage)).average().orElseThrow();
  }
}
