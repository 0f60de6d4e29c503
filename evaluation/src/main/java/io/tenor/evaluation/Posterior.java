package io.tenor.evaluation;

import java.util.List;

/** Small sums over probabilities. */
public final class Posterior {

  private Posterior() {}

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
