package io.tenor.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The coefficients of a rational polyphase resampler: a sinc under a Kaiser window, one row for
 * each of the {@code up} positions that an output can have between two inputs.
 *
 * <p>With the lower of the two rates' Nyquist frequency as 1, the pass band ends at {@value
 * #PASS_EDGE} and the stop band begins at 1, {@value #STOP_DB} dB down. Width and shape follow
 * Kaiser's formulas (Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5.3). Every
 * row sums to 1, so that a constant stays what it is. Where there would be more than {@value
 * #MAX_ROWS} rows there are so many, and an output between two is interpolated.
 */
final class ResamplingKernel {
  private static final double PASS_EDGE = 0.925;
  private static final double STOP_DB = 80;
  private static final int MAX_ROWS = 1_024;

  /** So many kernels are remembered. */
  private static final int MOST_KERNELS = 64;

  private static final Map<Long, ResamplingKernel> CACHE = new ConcurrentHashMap<>();

  private final int up;

  /** Positions between two inputs that have a row. */
  private final int positions;

  private final int down;
  private final int half;
  private final float[] rows;

  /** The kernel for two rates; computed once and shared. */
  static ResamplingKernel of(int fromHz, int toHz) {
    int divisor = gcd(fromHz, toHz);
    int up = toHz / divisor;
    int down = fromHz / divisor;
    if (CACHE.size() >= MOST_KERNELS) {
      CACHE.clear(); // files of any number of rates may come
    }
    return CACHE.computeIfAbsent(((long) up << 32) + down, key -> new ResamplingKernel(up, down));
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private ResamplingKernel(int up, int down) {
    this.up = up;
    this.down = down;
    double lower = Math.min(1.0, (double) up / down);
    double transition = Math.PI * (1 - PASS_EDGE) * lower;
    half = 2 * (int) Math.ceil((STOP_DB - 8) / (2.285 * transition) / 4);
    positions = Math.min(up, MAX_ROWS);
    int count = positions < up ? positions + 1 : up;
    rows = new float[count * taps()];
    double cutoff = lower * (1 + PASS_EDGE) / 2;
    double beta = 0.1102 * (STOP_DB - 8.7);
    double[] row = new double[taps()];
    for (int phase = 0; phase < count; phase++) {
      double sum = 0;
      for (int tap = 0; tap < row.length; tap++) {
        double t = (double) phase / positions - (tap - (half - 1));
        row[tap] = sinc(cutoff * t) * kaiser(t / half, beta);
        sum += row[tap];
      }
      for (int tap = 0; tap < row.length; tap++) {
        rows[phase * row.length + tap] = (float) (row[tap] / sum);
      }
    }
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x, double beta) {
    return Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x));
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      double factor = x / (2 * k);
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }

  /** Outputs for every {@link #down} inputs. */
  int up() {
    return up;
  }

  int down() {
    return down;
  }

  /** Inputs that an output needs after the one it lies at or behind. */
  int half() {
    return half;
  }

  /**
   * Inputs that an output depends on, a multiple of four: {@code half - 1} before its own, and
   * {@code half} after.
   */
  int taps() {
    return 2 * half;
  }

  /** The output that lies {@code phase / up} behind {@code input[first + half - 1]}. */
  short output(float[] input, int first, int phase) {
    if (positions == up) {
      return rounded(row(input, first, phase));
    }
    double at = (double) phase * positions / up;
    int row = (int) at;
    float share = (float) (at - row);
    return rounded((1 - share) * row(input, first, row) + share * row(input, first, row + 1));
  }

  private static short rounded(float value) {
    int sum = Math.round(value);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
  }

  private float row(float[] input, int first, int index) {
    int row = index * taps();
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int tap = 0; tap < taps(); tap += 4) {
      a += rows[row + tap] * input[first + tap];
      b += rows[row + tap + 1] * input[first + tap + 1];
      c += rows[row + tap + 2] * input[first + tap + 2];
      d += rows[row + tap + 3] * input[first + tap + 3];
    }
    return a + b + (c + d);
  }
}
