package io.tenor.trainer.network;

import java.util.Arrays;

/** Probabilities of logits. */
public final class Softmax {

  private Softmax() {}

  /** Probabilities of logits divided by a temperature, in double precision. */
  public static double[] of(float[] logits, double temperature) {
    double[] p = new double[logits.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp((logits[i] - highest) / temperature);
    }
    double sum = Arrays.stream(p).sum();
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
