package io.tenor.trainer.report;

import io.tenor.evaluation.Reliability;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way in which the tested utterances were heard. A pass is one hearing of all of them: one a
 * seed, and with history one a seed and order.
 *
 * @param passes number of passes
 * @param temperature fitted on all passes
 * @param unknownThreshold chosen on all passes at that temperature
 * @param confusion rows of acted, columns of heard labels, added over the passes
 * @param speakers one a speaker, sorted
 * @param seeds one a seed
 * @param reliability bins of confidence of utterances, from low to high
 * @param riskCoverage from low coverage to 1
 */
public record View(
    int passes,
    double temperature,
    double unknownThreshold,
    List<List<Integer>> confusion,
    List<Speaker> speakers,
    List<Seed> seeds,
    List<Reliability.Bin> reliability,
    List<Point> riskCoverage) {

  /** Copies the lists. */
  public View {
    confusion = confusion.stream().map(List::copyOf).toList();
    speakers = List.copyOf(speakers);
    seeds = List.copyOf(seeds);
    reliability = List.copyOf(reliability);
    riskCoverage = List.copyOf(riskCoverage);
  }

  /**
   * One speaker, mean over the passes.
   *
   * @param speaker who
   * @param utterances how many in a pass
   * @param accuracy share heard as acted
   * @param uar unweighted average recall over the labels that the speaker acted
   * @param recalls by label
   */
  public record Speaker(
      String speaker, int utterances, double accuracy, double uar, Map<String, Double> recalls) {
    /** Copies the map in its order. */
    public Speaker {
      recalls = Collections.unmodifiableMap(new LinkedHashMap<>(recalls));
    }
  }

  /**
   * One seed, mean over its passes.
   *
   * @param seed of split and training
   * @param accuracy pooled over folds
   * @param uar pooled over folds
   * @param macroF1 pooled over folds
   * @param ece expected calibration error of utterances
   */
  public record Seed(long seed, double accuracy, double uar, double macroF1, double ece) {}

  /**
   * A point of the risk-coverage curve.
   *
   * @param coverage share of the answers given, the surest first
   * @param utteranceError share of wrong ones among them, answers for whole utterances
   * @param windowError the same for windows, an utterance's windows counting 1 together
   */
  public record Point(double coverage, double utteranceError, double windowError) {}
}
