package io.tenor.spectrogram;

/**
 * The bands of a front end as sparse rows over the power spectrum, calibrated so that a full-scale
 * sine at a band's centre has power 1 (0 dB) in it.
 *
 * <p>The calibration divides by what the Hann window spreads of such a sine over the band's bins:
 * {@code sum_k weight_k * |W(f_k - f_c) / 2|^2}, W being the window's transform. Not thread-safe.
 */
final class BandFilters {
  private final int bands;

  /**
   * Where stretches of bins begin, and where the last ends. Stretch b begins with band b; bands
   * overlap in pairs at most, so its bins belong to band b and to the one before, and to no other.
   * Behind the last band's there is an empty one.
   */
  private final int[] stretch;

  /** By bin: its weight in the band that its stretch begins with. */
  private final double[] rising;

  /** By bin: its weight in the band before. */
  private final double[] falling;

  /** Whether every band is one bin, so that there is nothing to add. */
  private final boolean single;

  private final double[] powers;
  private final double[] inRising;
  private final double[] inFalling;

  BandFilters(FrontEnd f, double[] window) {
    var edges = BandEdges.of(f);
    int bins = f.fftSize() / 2;
    bands = f.bands();
    stretch = new int[bands + 2];
    for (int band = 0; band < bands; band++) {
      stretch[band] = edges.firstBin(band);
    }
    stretch[bands] = edges.endBin(bands - 1);
    stretch[bands + 1] = stretch[bands];
    rising = new double[bins];
    falling = new double[bins];
    boolean allSingle = true;
    for (int band = 0; band < bands; band++) {
      double[] row = row(edges, band, window);
      allSingle &= row.length == 1 && stretch[band] == stretch[0] + band;
      for (int i = 0; i < row.length; i++) {
        int bin = stretch[band] + i;
        (bin < stretch[band + 1] ? rising : falling)[bin] = row[i];
      }
    }
    single = allSingle;
    powers = new double[bins];
    inRising = new double[bins];
    inFalling = new double[bins];
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

  /**
   * The levels of all bands. Every band is the sum of its bins from low to high.
   *
   * <p>Loops over all bins, in which every array has the same index, are several times as fast for
   * each bin as those within a band: the compiler takes several numbers at once.
   *
   * @param spectrum real and imaginary parts of the bins from 0 on, bin 0 without an imaginary
   *     part; overwritten
   * @param out receives the levels, from {@code at} on
   */
  void levels(double[] spectrum, LevelScale scale, byte[] out, int at) {
    int end = stretch[bands + 1];
    for (int n = 0; n < 2 * end; n++) {
      spectrum[n] *= spectrum[n];
    }
    for (int bin = stretch[0]; bin < end; bin++) {
      powers[bin] = spectrum[2 * bin] + spectrum[2 * bin + 1];
    }
    for (int bin = 0; bin < end; bin++) {
      inRising[bin] = rising[bin] * powers[bin];
    }
    if (single) {
      for (int band = 0; band < bands; band++) {
        out[at + band] = (byte) scale.level(inRising[stretch[0] + band]);
      }
      return;
    }
    for (int bin = 0; bin < end; bin++) {
      inFalling[bin] = falling[bin] * powers[bin];
    }
    for (int band = 0; band < bands; band++) {
      double sum = 0;
      for (int bin = stretch[band]; bin < stretch[band + 1]; bin++) {
        sum += inRising[bin];
      }
      for (int bin = stretch[band + 1]; bin < stretch[band + 2]; bin++) {
        sum += inFalling[bin];
      }
      out[at + band] = (byte) scale.level(sum);
    }
  }
}
