package io.tenor.streams.sizing;

import java.util.Optional;

/**
 * Least squares with no number below zero, for a few variables: the best of all sets of variables
 * that are above zero. With at most {@value #MOST} variables there are so few sets that each is
 * tried; nothing can go round in circles.
 */
final class LeastSquares {

  static final int MOST = 6;

  private static final double SINGULAR = 1e-12;

  private LeastSquares() {}

  /**
   * The {@code x >= 0} that makes the sum of squares of {@code rows x - targets} smallest.
   *
   * @param rows [equations][variables], as many linearly independent ones as there are variables
   */
  static double[] nonNegative(double[][] rows, double[] targets) {
    int variables = rows[0].length;
    if (variables > MOST) {
      throw new IllegalArgumentException("At most " + MOST + " variables, not " + variables);
    }
    var best = new double[variables];
    double smallest = squares(rows, targets, best);
    for (int set = 1; set < 1 << variables; set++) {
      var candidate = solve(rows, targets, set);
      if (candidate.isPresent()) {
        double squares = squares(rows, targets, candidate.get());
        if (squares < smallest) {
          smallest = squares;
          best = candidate.get();
        }
      }
    }
    return best;
  }

  private static double squares(double[][] rows, double[] targets, double[] x) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double off = -targets[i];
      for (int j = 0; j < x.length; j++) {
        off += rows[i][j] * x[j];
      }
      sum += off * off;
    }
    return sum;
  }

  /** The normal equations of some variables, the others 0; empty if one of these is below 0. */
  private static Optional<double[]> solve(double[][] rows, double[] targets, int set) {
    int variables = rows[0].length;
    var matrix = new double[variables][variables + 1];
    for (int j = 0; j < variables; j++) {
      if ((set >> j & 1) == 0) {
        matrix[j][j] = 1;
        continue;
      }
      for (int i = 0; i < rows.length; i++) {
        for (int k = 0; k < variables; k++) {
          matrix[j][k] += (set >> k & 1) == 0 ? 0 : rows[i][j] * rows[i][k];
        }
        matrix[j][variables] += rows[i][j] * targets[i];
      }
    }
    return eliminate(matrix).filter(LeastSquares::isNonNegative);
  }

  private static boolean isNonNegative(double[] x) {
    for (double value : x) {
      if (value < 0) {
        return false;
      }
    }
    return true;
  }

  /** Gauss-Jordan with pivots; empty if singular. */
  private static Optional<double[]> eliminate(double[][] m) {
    int n = m.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(m[row][column]) > Math.abs(m[pivot][column]) ? row : pivot;
      }
      if (Math.abs(m[pivot][column]) < SINGULAR) {
        return Optional.empty();
      }
      var swapped = m[column];
      m[column] = m[pivot];
      m[pivot] = swapped;
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : m[row][column] / m[column][column];
        for (int k = column; factor != 0 && k <= n; k++) {
          m[row][k] -= factor * m[column][k];
        }
      }
    }
    var x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = m[i][n] / m[i][i];
    }
    return Optional.of(x);
  }
}
