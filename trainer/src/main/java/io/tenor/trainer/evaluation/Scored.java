package io.tenor.trainer.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One answer with its confidence, for calibration.
 *
 * @param confidence highest probability, 0 to 1
 * @param right whether that label was acted
 * @param weight how much the answer counts, above 0
 */
public record Scored(double confidence, boolean right, double weight) {

  /** One answer an utterance, from the mean of its windows. */
  public static List<Scored> utterances(Collection<Prediction> predictions, double temperature) {
    return predictions.stream().map(p -> of(p.posterior(temperature), p.label(), 1)).toList();
  }

  /** One answer a window, as a monitor gives it; an utterance's windows count 1 together. */
  public static List<Scored> windows(Collection<Prediction> predictions, double temperature) {
    List<Scored> scored = new ArrayList<>();
    for (Prediction p : predictions) {
      List<double[]> windows = p.windows(temperature);
      windows.forEach(window -> scored.add(of(window, p.label(), 1.0 / windows.size())));
    }
    return scored;
  }

  private static Scored of(double[] probabilities, int label, double weight) {
    int best = Posterior.best(probabilities);
    return new Scored(probabilities[best], best == label, weight);
  }
}
