package io.tenor.evaluation;

/**
 * One answer with its confidence, for calibration.
 *
 * @param confidence highest probability, 0 to 1
 * @param right whether that label was acted
 * @param weight how much the answer counts, above 0
 */
public record Scored(double confidence, boolean right, double weight) {

  /** The most probable label as the answer; the first of equals. */
  public static Scored of(double[] probabilities, int label, double weight) {
    int best = Posterior.best(probabilities);
    return new Scored(probabilities[best], best == label, weight);
  }
}
