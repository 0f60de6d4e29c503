package io.tenor.trainer.data;

import io.tenor.trainer.network.Normalisation;

/**
 * Sums of levels and of their squares by band: what mean and deviation of any union of columns can
 * be told from.
 */
final class BandSums {

  private final double[] sum;
  private final double[] squares;
  private double frames;

  /** The sums of no column. */
  BandSums(int bands) {
    sum = new double[bands];
    squares = new double[bands];
  }

  /** The sums of some columns. */
  static BandSums of(Columns columns, int from, int to) {
    BandSums sums = new BandSums(columns.bands());
    byte[] levels = columns.levels(from, to);
    for (int frame = 0; frame < to - from; frame++) {
      for (int band = 0; band < columns.bands(); band++) {
        double level = Byte.toUnsignedInt(levels[frame * columns.bands() + band]);
        sums.sum[band] += level;
        sums.squares[band] += level * level;
      }
    }
    sums.frames = to - from;
    return sums;
  }

  /** Adds what another one counts. */
  void add(BandSums other) {
    frames += other.frames;
    for (int band = 0; band < sum.length; band++) {
      sum[band] += other.sum[band];
      squares[band] += other.squares[band];
    }
  }

  /** Adds {@code weight} columns of this mean and deviation. */
  void add(Normalisation statistics, double weight) {
    float[] mean = statistics.mean();
    float[] deviation = statistics.deviation();
    frames += weight;
    for (int band = 0; band < sum.length; band++) {
      sum[band] += weight * mean[band];
      squares[band] +=
          weight * ((double) mean[band] * mean[band] + (double) deviation[band] * deviation[band]);
    }
  }

  /** Number of columns. */
  double frames() {
    return frames;
  }

  /**
   * Mean and deviation of each band; a band that never moves must not be blown up, so one level is
   * the smallest deviation.
   */
  Normalisation normalisation() {
    float[] mean = new float[sum.length];
    float[] deviation = new float[sum.length];
    for (int band = 0; band < sum.length; band++) {
      double average = sum[band] / frames;
      mean[band] = (float) average;
      deviation[band] = (float) Math.sqrt(Math.max(1, squares[band] / frames - average * average));
    }
    return new Normalisation(mean, deviation);
  }
}
