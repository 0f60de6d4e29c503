package io.tenor.trainer.network;

/** Probabilities of logits. */
public final class Softmax {

  private Softmax() {}

  /**
   * The mean of several networks' probabilities, in double precision.
   *
   * @param logits of one window, one network's after the other's
   * @param members how many networks
   * @param temperature above 0, what the logits are divided by
   */
  public static double[] of(float[] logits, int members, double temperature) {
    int labels = logits.length / members;
    double[] mean = new double[labels];
    for (int from = 0; from < logits.length; from += labels) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = from; i < from + labels; i++) {
        highest = Math.max(highest, logits[i]);
      }
      double[] own = new double[labels];
      double sum = 0;
      for (int label = 0; label < labels; label++) {
        own[label] = Math.exp((logits[from + label] - highest) / temperature);
        sum += own[label];
      }
      for (int label = 0; label < labels; label++) {
        mean[label] += own[label] / sum / members;
      }
    }
    return mean;
  }
}
