package io.tenor.trainer.evaluation;

import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.Weights;

/**
 * Mean and variance of a network's pooled features over the windows that one sensor has had, slowly
 * forgetting: with n the windows so far, the training's weight among them, but never more than the
 * memory, {@code mean += (x - mean) / n} and {@code variance += ((x - mean) (x - mean') - variance)
 * / n} with the mean before and after (Welford, 1962; Finch, 2009).
 */
final class PastFeatures {

  private final double[] mean;
  private final double[] variance;
  private int windows = SensorMemory.PRIOR_WINDOWS;

  /** A sensor that has had no window: the statistics of training. */
  PastFeatures(Weights weights) {
    mean = doubles(weights.array(NetworkPlan.POOLED_MEAN));
    variance = doubles(weights.array(NetworkPlan.POOLED_VARIANCE));
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /** Adds a window's features. */
  void add(float[] features) {
    windows = Math.min(windows + 1, SensorMemory.MEMORY_WINDOWS);
    for (int i = 0; i < mean.length; i++) {
      double delta = features[i] - mean[i];
      mean[i] += delta / windows;
      variance[i] += (delta * (features[i] - mean[i]) - variance[i]) / windows;
    }
  }

  /** The statistics as a network's input: {@code [2, features]}, means, then variances. */
  float[] row() {
    float[] row = new float[2 * mean.length];
    for (int i = 0; i < mean.length; i++) {
      row[i] = (float) mean[i];
      row[mean.length + i] = (float) variance[i];
    }
    return row;
  }
}
