package io.tenor.trainer.onnx;

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
   * @param windows 8-bit levels, each {@code [bands][frames]}
   */
  public static double maxDifference(
      Network network, Weights weights, double temperature, byte[] model, List<byte[]> windows) {
    float[][] expected;
    try (NetworkForward forward = new NetworkForward(network, weights)) {
      expected = forward.logits(windows.stream().map(Parity::unsigned).toArray(float[][]::new));
    }
    double worst = 0;
    try (OnnxScorer scorer = new OnnxScorer(model, network.bands(), network.frames())) {
      for (int start = 0; start < windows.size(); start += BATCH) {
        int count = Math.min(BATCH, windows.size() - start);
        float[][] actual = scorer.probabilities(join(windows.subList(start, start + count)), count);
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

  /** Bytes as unsigned levels. */
  static float[] unsigned(byte[] levels) {
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(levels[i]);
    }
    return values;
  }

  /** One batch of several windows. */
  static byte[] join(List<byte[]> windows) {
    byte[] all = new byte[windows.stream().mapToInt(w -> w.length).sum()];
    int at = 0;
    for (byte[] window : windows) {
      System.arraycopy(window, 0, all, at, window.length);
      at += window.length;
    }
    return all;
  }
}
