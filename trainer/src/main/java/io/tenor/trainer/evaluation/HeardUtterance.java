package io.tenor.trainer.evaluation;

import io.tenor.evaluation.Posterior;
import java.util.List;

/**
 * What an exported model said of an utterance.
 *
 * @param utterance its id
 * @param speaker who speaks
 * @param label index of the acted emotion
 * @param windows probabilities of each window in the order of the labels, at least one
 */
public record HeardUtterance(String utterance, String speaker, int label, List<double[]> windows) {

  /** Copies the list. */
  public HeardUtterance {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("the utterance " + utterance + " has no window");
    }
  }

  /** The utterance's posterior: the mean of its windows' probabilities. */
  public double[] posterior() {
    return Posterior.mean(windows);
  }
}
