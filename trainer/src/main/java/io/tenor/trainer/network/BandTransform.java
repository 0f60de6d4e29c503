package io.tenor.trainer.network;

import java.util.List;

/**
 * A fixed linear map of the bands of each frame and channel: row k of the result is {@code sum over
 * bands of value(k, band) * x[band]}.
 */
public enum BandTransform {
  /**
   * Cepstral coefficients: the orthonormal cosine transform of the second kind (Davis and
   * Mermelstein, IEEE Transactions on Acoustics, Speech, and Signal Processing, 1980).
   */
  CEPSTRA("cepstra.weight") {
    @Override
    double value(int row, int band, int rows, int bands) {
      double scale = Math.sqrt((row == 0 ? 1.0 : 2.0) / bands);
      return scale * StrictMath.cos(Math.PI * row * (band + 0.5) / bands);
    }
  },

  /** Means of neighbouring bands; the number of bands is a multiple of the rows. */
  GROUPS("groups.weight") {
    @Override
    double value(int row, int band, int rows, int bands) {
      int size = bands / rows;
      return band / size == row ? 1.0 / size : 0;
    }
  };

  private final String parameter;

  BandTransform(String parameter) {
    this.parameter = parameter;
  }

  /** What a row weighs a band with; both from 0. */
  abstract double value(int row, int band, int rows, int bands);

  /** Name of the array that holds the map. */
  public String parameter() {
    return parameter;
  }

  /**
   * The kernels, row after row.
   *
   * @param shape {@code [channels * rows, 1, bands, 1]}: all rows of a channel, then those of the
   *     next
   * @param channels of the input, each mapped by itself
   */
  float[] kernels(List<Integer> shape, int channels) {
    int bands = shape.get(2);
    int rows = shape.get(0) / channels;
    float[] kernels = new float[shape.get(0) * bands];
    for (int i = 0; i < kernels.length; i++) {
      kernels[i] = (float) value(i / bands % rows, i % bands, rows, bands);
    }
    return kernels;
  }
}
