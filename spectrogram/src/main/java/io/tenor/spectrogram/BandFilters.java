package io.tenor.spectrogram;

/**
 * The bands of a front end as sparse rows over the power spectrum, calibrated so that a full-scale
 * sine at a band's centre has power 1 (0 dB) in it.
 *
 * <p>The calibration divides by what the Hann window spreads of such a sine over the band's bins:
 * {@code sum_k weight_k * |W(f_k - f_c) / 2|^2}, W being the window's transform.
 */
final class BandFilters {
  private final int[] firstBin;
  private final double[][] weights;

  BandFilters(FrontEnd f, double[] window) {
    var edges = BandEdges.of(f);
    firstBin = new int[f.bands()];
    weights = new double[f.bands()][];
    for (int band = 0; band < f.bands(); band++) {
      firstBin[band] = edges.firstBin(band);
      weights[band] = row(edges, band, window);
    }
  }

  private static double[] row(BandEdges edges, int band, double[] window) {
    int first = edges.firstBin(band);
    double[] row = new double[edges.endBin(band) - first];
    double sinePower = 0;
    for (int i = 0; i < row.length; i++) {
      row[i] = edges.weight(band, first + i);
      double offsetHz = edges.binHz(first + i) - edges.centreHz(band);
      sinePower += row[i] * power(window, 2 * Math.PI * offsetHz / edges.sampleRateHz()) / 4;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= sinePower;
    }
    return row;
  }

  /**
   * {@code |W(omega)|^2} at {@code omega} radians a sample. A rotation takes the place of two angle
   * functions a sample, which would cost more than everything else here.
   */
  private static double power(double[] window, double omega) {
    double stepRe = StrictMath.cos(omega);
    double stepIm = StrictMath.sin(omega);
    double re = 0;
    double im = 0;
    double turnRe = 1;
    double turnIm = 0;
    for (double weight : window) {
      re += weight * turnRe;
      im += weight * turnIm;
      double next = turnRe * stepRe - turnIm * stepIm;
      turnIm = turnRe * stepIm + turnIm * stepRe;
      turnRe = next;
    }
    return re * re + im * im;
  }

  /** Power of one band; {@code powers} holds {@code |X_k|^2} of every bin. */
  double power(int band, double[] powers) {
    double[] row = weights[band];
    int first = firstBin[band];
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * powers[first + i];
    }
    return sum;
  }

  /** The lowest bin that any band uses. */
  int lowestBin() {
    return firstBin[0];
  }

  /** One after the highest bin that any band uses. */
  int endBin() {
    int last = firstBin.length - 1;
    return firstBin[last] + weights[last].length;
  }
}
