package io.tenor.trainer.channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The modified discrete cosine transform of frames that overlap by half, with a sine window before
 * and after: {@code X[k] = sqrt(2/N) sum w[n] x[n] cos(pi/N (n + 1/2 + N/2) (k + 1/2))}, n from 0
 * to 2N - 1 (Princen, Johnson and Bradley, "Subband/transform coding using filter bank designs
 * based on time domain aliasing cancellation", ICASSP 1987). By its sum: a second of speech at 16
 * kHz takes some milliseconds. Safe for threads.
 */
final class Mdct {

  private static final Map<Integer, Mdct> BY_SIZE = new ConcurrentHashMap<>();

  /** {@code [coefficient][sample]}, window and scale among it. */
  private final float[][] basis;

  private Mdct(int size) {
    basis = new float[size][2 * size];
    for (int k = 0; k < size; k++) {
      for (int n = 0; n < 2 * size; n++) {
        double window = Math.sin(Math.PI * (n + 0.5) / (2 * size));
        double wave = Math.cos(Math.PI / size * (n + 0.5 + size / 2.0) * (k + 0.5));
        basis[k][n] = (float) (Math.sqrt(2.0 / size) * window * wave);
      }
    }
  }

  /** The transform of so many coefficients. */
  static Mdct ofSize(int size) {
    return BY_SIZE.computeIfAbsent(size, Mdct::new);
  }

  /** Computes the coefficients of the frame that begins at a sample. */
  void forward(double[] samples, int from, double[] coefficients) {
    for (int k = 0; k < basis.length; k++) {
      float[] wave = basis[k];
      double sum = 0;
      for (int n = 0; n < wave.length; n++) {
        sum += wave[n] * samples[from + n];
      }
      coefficients[k] = sum;
    }
  }

  /** Adds the frame of these coefficients to what its neighbours left of it. */
  void addInverse(double[] coefficients, double[] samples, int from) {
    for (int k = 0; k < basis.length; k++) {
      float[] wave = basis[k];
      double value = coefficients[k];
      if (value != 0) {
        for (int n = 0; n < wave.length; n++) {
          samples[from + n] += value * wave[n];
        }
      }
    }
  }
}
