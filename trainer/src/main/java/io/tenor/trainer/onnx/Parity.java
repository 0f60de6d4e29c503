package io.tenor.trainer.onnx;

import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkForward;
import io.tenor.trainer.network.Weights;
import java.util.Arrays;
import java.util.List;

/** Checks that an exported model says the same as the network it was made of. */
public final class Parity {

  /** The largest difference of a probability that an exported model may show. */
  public static final double TOLERANCE = 1e-4;

  private static final int BATCH = 8;

  private Parity() {}

  /**
   * The largest difference of any probability between DJL and ONNX Runtime.
   *
   * @param network what the weights belong to
   * @param weights its values
   * @param temperature what the export divides logits by
   * @param model the exported file
   * @param windows what to compare them on
   */
  public static double maxDifference(
      Network network,
      Weights weights,
      double temperature,
      byte[] model,
      List<InputWindow> windows) {
    float[][] expected;
    try (NetworkForward forward = new NetworkForward(network, weights)) {
      expected = forward.score(windows).logits();
    }
    double worst = 0;
    try (OnnxScorer scorer = new OnnxScorer(model, network.bands(), network.frames())) {
      for (int start = 0; start < windows.size(); start += BATCH) {
        int count = Math.min(BATCH, windows.size() - start);
        float[][] actual = scorer.probabilities(windows.subList(start, start + count));
        for (int i = 0; i < count; i++) {
          worst = Math.max(worst, difference(softmax(expected[start + i], temperature), actual[i]));
        }
      }
    }
    return worst;
  }

  private static double difference(double[] expected, float[] actual) {
    double worst = 0;
    for (int label = 0; label < expected.length; label++) {
      double distance = Math.abs(expected[label] - actual[label]);
      worst = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(worst, distance);
    }
    return worst;
  }

  /** Probabilities of logits divided by a temperature, in double precision. */
  public static double[] softmax(float[] logits, double temperature) {
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
