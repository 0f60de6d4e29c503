package io.tenor.trainer.evaluation;

import io.tenor.evaluation.Posterior;
import io.tenor.trainer.network.Softmax;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network that never heard the speaker said about an utterance.
 *
 * @param utterance its id
 * @param speaker who speaks
 * @param label index of the acted emotion
 * @param windowLogits one row of logits a window, at least one; of several networks one's after the
 *     other's
 * @param members how many networks answered together
 */
public record Prediction(
    String utterance, String speaker, int label, List<List<Float>> windowLogits, int members) {

  /** Copies the rows. */
  public Prediction {
    windowLogits = windowLogits.stream().map(List::copyOf).toList();
    if (windowLogits.isEmpty()) {
      throw new IllegalArgumentException("the utterance " + utterance + " has no window");
    }
  }

  /** What one network said. */
  public Prediction(String utterance, String speaker, int label, List<List<Float>> windowLogits) {
    this(utterance, speaker, label, windowLogits, 1);
  }

  /** Probabilities of each window at a temperature. */
  public List<double[]> windows(double temperature) {
    return rows().stream().map(logits -> Softmax.of(logits, members, temperature)).toList();
  }

  /** The logits of each window as plain numbers. */
  List<float[]> rows() {
    List<float[]> rows = new ArrayList<>();
    for (List<Float> window : windowLogits) {
      float[] row = new float[window.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = window.get(i);
      }
      rows.add(row);
    }
    return rows;
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
        windowLogits.stream().map(row -> row.stream().map(Prediction::rounded).toList()).toList(),
        members);
  }

  private static Float rounded(Float logit) {
    return (float) (Math.round(logit * 1e4) / 1e4);
  }
}
