package io.tenor.trainer.evaluation;

import java.util.Arrays;
import java.util.List;

/** Small sums over probabilities. */
public final class Posterior {

  private Posterior() {}

  /** Probabilities of logits divided by a temperature above 0. */
  public static double[] softmax(List<Float> logits, double temperature) {
    double highest = logits.stream().mapToDouble(Float::doubleValue).max().orElseThrow();
    double[] p = logits.stream().mapToDouble(z -> Math.exp((z - highest) / temperature)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  /** The mean of rows of equal length. */
  public static double[] mean(List<double[]> rows) {
    double[] mean = new double[rows.get(0).length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    return mean;
  }

  /** Place of the highest value; the first of equals. */
  public static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
