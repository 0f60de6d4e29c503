package io.tenor.trainer.evaluation;

import io.tenor.trainer.network.Softmax;
import java.util.Collection;

/** Makes a model's confidence one that can be believed. */
public final class Calibration {

  private static final double LOWEST = 0.05;
  private static final double HIGHEST = 20;

  private Calibration() {}

  /** Mean negative log-likelihood of the windows, each utterance counting once. */
  public static double windowLoss(Collection<Prediction> predictions, double temperature) {
    return Windows.of(predictions).loss(temperature);
  }

  /**
   * The temperature that minimises {@link #windowLoss}, by golden-section search over its logarithm
   * from 0.05 to 20.
   */
  public static double fitTemperature(Collection<Prediction> predictions) {
    Windows windows = Windows.of(predictions);
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    double left = high - ratio * (high - low);
    double right = low + ratio * (high - low);
    double leftLoss = windows.loss(Math.exp(left));
    double rightLoss = windows.loss(Math.exp(right));
    while (high - low > 1e-6) {
      if (leftLoss < rightLoss) {
        high = right;
        right = left;
        rightLoss = leftLoss;
        left = high - ratio * (high - low);
        leftLoss = windows.loss(Math.exp(left));
      } else {
        low = left;
        left = right;
        leftLoss = rightLoss;
        right = low + ratio * (high - low);
        rightLoss = windows.loss(Math.exp(right));
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** All windows' logits as plain numbers: the search reads them some thirty times. */
  private record Windows(float[][] logits, int[] members, int[] labels, double[] weights) {

    /** A probability that no model gives to what is; its logarithm is still a number. */
    private static final double NEVER = 1e-300;

    static Windows of(Collection<Prediction> predictions) {
      int count = predictions.stream().mapToInt(p -> p.windowLogits().size()).sum();
      float[][] logits = new float[count][];
      int[] members = new int[count];
      int[] labels = new int[count];
      double[] weights = new double[count];
      int at = 0;
      for (Prediction p : predictions) {
        for (float[] row : p.rows()) {
          logits[at] = row;
          members[at] = p.members();
          labels[at] = p.label();
          weights[at] = 1.0 / p.windowLogits().size() / predictions.size();
          at++;
        }
      }
      return new Windows(logits, members, labels, weights);
    }

    double loss(double temperature) {
      double loss = 0;
      for (int w = 0; w < logits.length; w++) {
        double own = Softmax.of(logits[w], members[w], temperature)[labels[w]];
        loss -= weights[w] * Math.log(Math.max(own, NEVER));
      }
      return loss;
    }
  }
}
