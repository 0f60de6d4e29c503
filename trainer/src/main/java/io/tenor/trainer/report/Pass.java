package io.tenor.trainer.report;

import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.RiskCoverage;
import io.tenor.evaluation.Scored;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.Calibration;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.UnknownThreshold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One hearing of all tested utterances: one seed, and with history one order.
 *
 * <p>Confidence is read honestly: each group of predictions at the temperature and threshold chosen
 * on the other groups, so that no figure is made on the data that chose it. A group is a speaker,
 * or a fold where speakers are on both sides anyway.
 */
final class Pass {

  private final long seed;
  private final int labels;
  private final Map<String, List<Prediction>> folds;
  private final List<Prediction> pooled = new ArrayList<>();
  private final ConfusionMatrix matrix;
  private final List<Scored> utterances = new ArrayList<>();
  private final List<Scored> windows = new ArrayList<>();
  private final List<Scored> answered = new ArrayList<>();

  /**
   * Computes all figures.
   *
   * @param seed of the trainings
   * @param folds predictions by fold
   * @param labels number of labels
   * @param bySpeaker whether speakers, not folds, are the groups that confidence is read by
   */
  Pass(long seed, Map<String, List<Prediction>> folds, int labels, boolean bySpeaker) {
    this.seed = seed;
    this.folds = folds;
    this.labels = labels;
    Map<String, List<Prediction>> groups = new LinkedHashMap<>();
    folds.forEach(
        (fold, predictions) -> {
          pooled.addAll(predictions);
          for (Prediction p : predictions) {
            groups
                .computeIfAbsent(bySpeaker ? p.speaker() : fold, name -> new ArrayList<>())
                .add(p);
          }
        });
    matrix = Answers.matrix(pooled, labels);
    groups.forEach((name, own) -> calibrate(own, others(groups, name)));
  }

  private static List<Prediction> others(Map<String, List<Prediction>> groups, String name) {
    List<Prediction> others = new ArrayList<>();
    groups.forEach(
        (other, predictions) -> {
          if (!other.equals(name)) {
            others.addAll(predictions);
          }
        });
    return others;
  }

  private void calibrate(List<Prediction> own, List<Prediction> others) {
    double temperature = others.isEmpty() ? 1 : Calibration.fitTemperature(others);
    double threshold =
        others.isEmpty() ? 0 : UnknownThreshold.of(Answers.windows(others, temperature));
    utterances.addAll(Answers.utterances(own, temperature));
    for (Scored window : Answers.windows(own, temperature)) {
      windows.add(window);
      if (window.confidence() >= threshold) {
        answered.add(window);
      }
    }
  }

  long seed() {
    return seed;
  }

  List<Prediction> pooled() {
    return pooled;
  }

  ConfusionMatrix matrix() {
    return matrix;
  }

  /** Answers for utterances, at honest temperatures. */
  List<Scored> utterances() {
    return utterances;
  }

  double ece() {
    return new Reliability(utterances).expectedError();
  }

  double windowEce() {
    return new Reliability(windows).expectedError();
  }

  double windowError() {
    return Confidence.risk(windows, 0);
  }

  /** Share of the windows that thresholds chosen on others let through. */
  double answeredShare() {
    return weight(answered) / weight(windows);
  }

  /** Share of wrong ones among them. */
  double answeredError() {
    return Confidence.risk(answered, 0);
  }

  private static double weight(Collection<Scored> answers) {
    return answers.stream().mapToDouble(Scored::weight).sum();
  }

  RiskCoverage utteranceRisk() {
    return new RiskCoverage(utterances);
  }

  RiskCoverage windowRisk() {
    return new RiskCoverage(windows);
  }

  /** Unweighted average recall of each fold. */
  List<Double> foldUars() {
    return folds.values().stream()
        .map(own -> Answers.matrix(own, labels).unweightedAverageRecall())
        .toList();
  }

  /** The matrix of some speakers' utterances. */
  ConfusionMatrix of(Predicate<String> speakers) {
    return Answers.matrix(pooled.stream().filter(p -> speakers.test(p.speaker())).toList(), labels);
  }
}
