package io.tenor.trainer.report;

import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.RiskCoverage;
import io.tenor.evaluation.Scored;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.Calibration;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.Protocol;
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
 * on the other groups, so that no figure is made on the data that chose it; {@link Protocol#group}
 * says what a group is.
 */
final class Pass {

  private final long seed;
  private final int labels;
  private final Map<String, List<Prediction>> folds;
  private final List<Prediction> pooled;
  private final ConfusionMatrix matrix;
  private final List<Said> said;
  private final List<Scored> utterances;
  private final List<Scored> windows;
  private final List<Scored> answered;

  /** A prediction with what it answers at an honest temperature and threshold. */
  private record Said(
      Prediction prediction, Scored utterance, List<Scored> windows, double threshold) {}

  private Pass(long seed, Map<String, List<Prediction>> folds, int labels, List<Said> said) {
    this.seed = seed;
    this.folds = folds;
    this.labels = labels;
    this.said = said;
    pooled = folds.values().stream().flatMap(List::stream).toList();
    matrix = Answers.matrix(pooled, labels);
    utterances = said.stream().map(Said::utterance).toList();
    windows = said.stream().flatMap(s -> s.windows().stream()).toList();
    answered =
        said.stream()
            .flatMap(s -> s.windows().stream().filter(w -> w.confidence() >= s.threshold()))
            .toList();
  }

  /**
   * Computes all figures.
   *
   * @param seed of the trainings
   * @param folds predictions by fold
   * @param labels number of labels
   * @param protocol of the folds: says which groups confidence is read by
   */
  static Pass of(long seed, Map<String, List<Prediction>> folds, int labels, Protocol protocol) {
    Map<String, List<Prediction>> groups = new LinkedHashMap<>();
    folds.forEach(
        (fold, predictions) -> {
          for (Prediction p : predictions) {
            groups.computeIfAbsent(protocol.group(fold, p), name -> new ArrayList<>()).add(p);
          }
        });
    List<Said> said = new ArrayList<>();
    groups.forEach(
        (name, own) -> calibrate(own, others(groups, name, protocol), protocol.unknown(), said));
    return new Pass(seed, folds, labels, said);
  }

  private static List<Prediction> others(
      Map<String, List<Prediction>> groups, String name, Protocol protocol) {
    List<Prediction> others = new ArrayList<>();
    groups.forEach(
        (other, predictions) -> {
          if (!other.equals(name)) {
            predictions.stream().filter(protocol::calibrates).forEach(others::add);
          }
        });
    return others;
  }

  private static void calibrate(
      List<Prediction> own, List<Prediction> others, UnknownThreshold rule, List<Said> said) {
    double temperature = others.isEmpty() ? 1 : Calibration.fitTemperature(others);
    double threshold = others.isEmpty() ? 0 : rule.of(Answers.windows(others, temperature));
    for (Prediction p : own) {
      List<Prediction> one = List.of(p);
      said.add(
          new Said(
              p,
              Answers.utterances(one, temperature).get(0),
              Answers.windows(one, temperature),
              threshold));
    }
  }

  /** The same of some utterances, read as they were among all. */
  Pass only(Predicate<Prediction> wanted) {
    Map<String, List<Prediction>> some = new LinkedHashMap<>();
    folds.forEach(
        (fold, predictions) -> {
          List<Prediction> own = predictions.stream().filter(wanted).toList();
          if (!own.isEmpty()) {
            some.put(fold, own);
          }
        });
    return new Pass(
        seed, some, labels, said.stream().filter(s -> wanted.test(s.prediction())).toList());
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

  /** The matrix where the answer is the most probable of the labels that are acted here. */
  ConfusionMatrix matrixOfOwnLabels() {
    ConfusionMatrix own = new ConfusionMatrix(labels);
    for (Prediction p : pooled) {
      double[] posterior = p.posterior(1);
      for (int label = 0; label < labels; label++) {
        posterior[label] = matrix.acted(label) > 0 ? posterior[label] : -1;
      }
      own.add(p.label(), Posterior.best(posterior));
    }
    return own;
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
