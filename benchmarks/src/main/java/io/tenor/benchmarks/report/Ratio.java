package io.tenor.benchmarks.report;

/**
 * How many times as long one benchmark takes as another.
 *
 * @param value the ratio, above 0
 * @param error how far it may be off, at least 0
 */
public record Ratio(double value, double error) {

  /** A ratio that is larger by this factor, and beyond both errors, is slower. */
  static final double TOLERANCE = 1.15;

  /** Checks both. */
  public Ratio {
    if (!(value > 0) || !(error >= 0)) {
      throw new IllegalArgumentException(
          "a ratio is above 0 and its error at least 0, not %s and %s".formatted(value, error));
    }
  }

  /** Of two measurements; their relative errors are independent, so their squares add. */
  public static Ratio of(Measured benchmark, Measured beside) {
    double value = benchmark.microseconds() / beside.microseconds();
    return new Ratio(
        value,
        value
            * Math.hypot(
                benchmark.errorMicroseconds() / benchmark.microseconds(),
                beside.errorMicroseconds() / beside.microseconds()));
  }

  /** Whether this is larger than what was before by more than chance and tolerance explain. */
  public boolean isAbove(Ratio before) {
    return value > TOLERANCE * before.value && value - error > before.value + before.error;
  }
}
