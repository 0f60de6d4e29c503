package io.tenor.schema;

import java.util.regex.Pattern;

/** The checks and the rounding that the events share. */
final class Checks {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final double MILLION = 1e6;

  private Checks() {}

  /** The value, if it has something in it. */
  static String text(String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    if (CONTROL.matcher(value).find()) {
      throw new IllegalArgumentException(name + " has a control character");
    }
    return value;
  }

  /** The value, if it is there. */
  static <T> T present(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** The value rounded to six decimals, if it is within 0 and 1. */
  static double share(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be within 0 and 1, but is " + value);
    }
    return rounded(value, name);
  }

  /** The value, if it is not negative. */
  static long notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
    return value;
  }

  /** The value, if it is above zero. */
  static long positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be above 0, but is " + value);
    }
    return value;
  }

  /** The value rounded to six decimals (halves away from zero), if it is a number. */
  static double rounded(double value, String name) {
    if (!Double.isFinite(value) || Math.abs(value) > 1e9) {
      throw new IllegalArgumentException(name + " must be a number, but is " + value);
    }
    // Adding zero turns -0.0 into 0.0, so that equal values have one text.
    return Math.signum(value) * Math.round(Math.abs(value) * MILLION) / MILLION + 0.0;
  }
}
