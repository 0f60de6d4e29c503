package io.tenor.trainer.evaluation;

import java.util.List;

/**
 * What a network that never heard the speaker said about an utterance.
 *
 * @param utterance its id
 * @param speaker who speaks
 * @param label index of the acted emotion
 * @param windowLogits one row of logits a window, at least one
 */
public record Prediction(
    String utterance, String speaker, int label, List<List<Float>> windowLogits) {

  /** Copies the rows. */
  public Prediction {
    windowLogits = windowLogits.stream().map(List::copyOf).toList();
    if (windowLogits.isEmpty()) {
      throw new IllegalArgumentException("the utterance " + utterance + " has no window");
    }
  }

  /** Probabilities of each window at a temperature. */
  public List<double[]> windows(double temperature) {
    return windowLogits.stream().map(logits -> Posterior.softmax(logits, temperature)).toList();
  }

  /** The utterance's posterior: the mean of its windows' probabilities. */
  public double[] posterior(double temperature) {
    return Posterior.mean(windows(temperature));
  }

  /** The same with logits of four decimals: what is kept of them in files. */
  public Prediction rounded() {
    return new Prediction(
        utterance,
        speaker,
        label,
        windowLogits.stream().map(row -> row.stream().map(Prediction::rounded).toList()).toList());
  }

  private static Float rounded(Float logit) {
    return (float) (Math.round(logit * 1e4) / 1e4);
  }
}
