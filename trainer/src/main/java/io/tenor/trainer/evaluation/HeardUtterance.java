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
 * @param audibility of each window: a monitor asks the model about the clear ones alone
 */
public record HeardUtterance(
    String utterance,
    String speaker,
    int label,
    List<double[]> windows,
    List<Audibility> audibility) {

  /** Copies the lists. */
  public HeardUtterance {
    windows = List.copyOf(windows);
    audibility = List.copyOf(audibility);
    if (windows.size() != audibility.size()) {
      throw new IllegalArgumentException("not every window of " + utterance + " has an audibility");
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("the utterance " + utterance + " has no window");
    }
  }

  /** The utterance's posterior: the mean of its windows' probabilities. */
  public double[] posterior() {
    return Posterior.mean(windows);
  }
}
