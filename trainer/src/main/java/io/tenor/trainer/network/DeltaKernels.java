package io.tenor.trainer.network;

/**
 * Fixed kernels that add first and second differences over time (delta, delta-delta) as channels.
 *
 * <p>Delta is the least-squares slope over five frames, {@code sum n (c[t+n] - c[t-n]) / (2 sum
 * n^2)} for n = 1, 2 (HTK Book 3.4, equation 5.16); delta-delta is the delta of the delta, so it
 * needs nine frames. The convolution is not padded: a window loses {@code WIDTH - 1} frames instead
 * of seeing differences against invented frames at its edges.
 */
public final class DeltaKernels {

  /** Width of the kernels in frames. */
  public static final int WIDTH = 9;

  /** Number of channels made of one: level, delta, delta-delta. */
  public static final int CHANNELS = 3;

  private static final double[] SLOPE = {-0.2, -0.1, 0, 0.1, 0.2};

  private DeltaKernels() {}

  /** The kernels of a convolution, shape {@code [CHANNELS, 1, 1, WIDTH]}, row after row. */
  public static float[] weights() {
    float[] kernels = new float[CHANNELS * WIDTH];
    kernels[WIDTH / 2] = 1;
    int centre = WIDTH / 2 - SLOPE.length / 2;
    for (int i = 0; i < SLOPE.length; i++) {
      kernels[WIDTH + centre + i] = (float) SLOPE[i];
      for (int j = 0; j < SLOPE.length; j++) {
        kernels[2 * WIDTH + i + j] += (float) (SLOPE[i] * SLOPE[j]);
      }
    }
    return kernels;
  }
}
