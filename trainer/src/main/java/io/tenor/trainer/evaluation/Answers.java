package io.tenor.trainer.evaluation;

import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.evaluation.Posterior;
import io.tenor.evaluation.Scored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What predictions answer, to be counted and to be calibrated. */
public final class Answers {

  private Answers() {}

  /** Counts the most probable label of each utterance. */
  public static ConfusionMatrix matrix(Collection<Prediction> predictions, int labels) {
    ConfusionMatrix matrix = new ConfusionMatrix(labels);
    predictions.forEach(p -> matrix.add(p.label(), Posterior.best(p.posterior(1))));
    return matrix;
  }

  /** One answer an utterance, from the mean of its windows. */
  public static List<Scored> utterances(Collection<Prediction> predictions, double temperature) {
    return predictions.stream()
        .map(p -> Scored.of(p.posterior(temperature), p.label(), 1))
        .toList();
  }

  /** One answer a window, as a monitor gives it; an utterance's windows count 1 together. */
  public static List<Scored> windows(Collection<Prediction> predictions, double temperature) {
    List<Scored> scored = new ArrayList<>();
    for (Prediction p : predictions) {
      List<double[]> windows = p.windows(temperature);
      windows.forEach(window -> scored.add(Scored.of(window, p.label(), 1.0 / windows.size())));
    }
    return scored;
  }
}
