package io.tenor.trainer.channel;

/**
 * A filter of second order, {@code y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]},
 * with the coefficients of Bristow-Johnson's "Cookbook formulae for audio EQ biquad filter
 * coefficients". All take a frequency in Hz below half the rate, and a quality above 0.
 */
record Biquad(double b0, double b1, double b2, double a1, double a2) {

  /** The angle of a frequency, and {@code sin / 2Q}. */
  private record Corner(double cos, double alpha) {
    static Corner of(double hz, double quality, int sampleRateHz) {
      double angle = 2 * Math.PI * hz / sampleRateHz;
      return new Corner(Math.cos(angle), Math.sin(angle) / (2 * quality));
    }
  }

  private static Biquad of(double b0, double b1, double b2, double a0, double a1, double a2) {
    return new Biquad(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
  }

  static Biquad lowPass(double hz, double quality, int sampleRateHz) {
    Corner c = Corner.of(hz, quality, sampleRateHz);
    double b = 1 - c.cos;
    return of(b / 2, b, b / 2, 1 + c.alpha, -2 * c.cos, 1 - c.alpha);
  }

  static Biquad highPass(double hz, double quality, int sampleRateHz) {
    Corner c = Corner.of(hz, quality, sampleRateHz);
    double b = 1 + c.cos;
    return of(b / 2, -b, b / 2, 1 + c.alpha, -2 * c.cos, 1 - c.alpha);
  }

  /** Changes what is around a frequency by some decibels. */
  static Biquad peak(double hz, double quality, double gainDb, int sampleRateHz) {
    Corner c = Corner.of(hz, quality, sampleRateHz);
    double a = Math.pow(10, gainDb / 40);
    return of(
        1 + c.alpha * a, -2 * c.cos, 1 - c.alpha * a, 1 + c.alpha / a, -2 * c.cos, 1 - c.alpha / a);
  }

  /** Changes what is below a frequency by some decibels. */
  static Biquad lowShelf(double hz, double quality, double gainDb, int sampleRateHz) {
    return shelf(hz, quality, gainDb, sampleRateHz, 1);
  }

  /** Changes what is above a frequency by some decibels. */
  static Biquad highShelf(double hz, double quality, double gainDb, int sampleRateHz) {
    return shelf(hz, quality, gainDb, sampleRateHz, -1);
  }

  /** The two differ in the sign of every cosine and of every middle coefficient. */
  private static Biquad shelf(
      double hz, double quality, double gainDb, int sampleRateHz, int sign) {
    Corner c = Corner.of(hz, quality, sampleRateHz);
    double a = Math.pow(10, gainDb / 40);
    double cos = sign * c.cos;
    double root = 2 * Math.sqrt(a) * c.alpha;
    return of(
        a * (a + 1 - (a - 1) * cos + root),
        sign * 2 * a * (a - 1 - (a + 1) * cos),
        a * (a + 1 - (a - 1) * cos - root),
        a + 1 + (a - 1) * cos + root,
        sign * -2 * (a - 1 + (a + 1) * cos),
        a + 1 + (a - 1) * cos - root);
  }

  /** Filters in place, from rest. */
  void filter(double[] samples) {
    double one = 0;
    double two = 0;
    for (int n = 0; n < samples.length; n++) {
      double x = samples[n];
      double y = b0 * x + one;
      one = b1 * x - a1 * y + two;
      two = b2 * x - a2 * y;
      samples[n] = y;
    }
  }
}
