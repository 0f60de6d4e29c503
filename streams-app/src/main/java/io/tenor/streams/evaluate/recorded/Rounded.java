package io.tenor.streams.evaluate.recorded;

/** Numbers as reports give them. */
final class Rounded {

  private Rounded() {}

  /** Four decimals; what is no number is 0. */
  static double four(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1e4) / 1e4 : 0;
  }

  /** One decimal. */
  static double one(double value) {
    return Double.isFinite(value) ? Math.rint(value * 10) / 10 : 0;
  }
}
