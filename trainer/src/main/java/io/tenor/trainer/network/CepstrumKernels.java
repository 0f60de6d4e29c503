package io.tenor.trainer.network;

import java.util.List;

/**
 * Fixed kernels that turn the levels of all bands into cepstral coefficients: the orthonormal
 * cosine transform of the second kind (Davis and Mermelstein, IEEE Transactions on Acoustics,
 * Speech, and Signal Processing, 1980), each channel by itself.
 */
final class CepstrumKernels {

  private CepstrumKernels() {}

  /**
   * The kernels, row after row.
   *
   * @param shape {@code [channels * coefficients, 1, bands, 1]}: all coefficients of a channel,
   *     then those of the next
   */
  static float[] weights(List<Integer> shape) {
    int bands = shape.get(2);
    int rows = shape.get(0);
    int coefficients = rows / DeltaKernels.CHANNELS;
    float[] kernels = new float[rows * bands];
    for (int row = 0; row < rows; row++) {
      int k = row % coefficients;
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
      for (int band = 0; band < bands; band++) {
        double angle = Math.PI * k * (band + 0.5) / bands;
        kernels[row * bands + band] = (float) (scale * StrictMath.cos(angle));
      }
    }
    return kernels;
  }
}
