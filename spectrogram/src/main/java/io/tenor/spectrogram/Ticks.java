package io.tenor.spectrogram;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round values for an axis. */
final class Ticks {
  private static final double[] ROUND = {1, 2, 5, 10};

  private Ticks() {}

  /** The smallest of 1, 2, 5 times a power of ten that divides a range into at most some steps. */
  static double step(double range, int most) {
    double least = range / most;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least) {
        return round * power;
      }
    }
    throw new IllegalArgumentException("No step for a range of " + range);
  }

  /** The multiples of a step from one value to another, both included. */
  static List<Double> between(double from, double to, double step) {
    var ticks = new ArrayList<Double>();
    long first = (long) Math.ceil(from / step - 1e-9);
    long last = (long) Math.floor(to / step + 1e-9);
    for (long tick = first; tick <= last; tick++) {
      ticks.add(tick * step);
    }
    return ticks;
  }

  /** A value with as many decimals as the step has. */
  static String label(double value, double step) {
    int decimals = (int) Math.max(0, Math.ceil(-StrictMath.log10(step) - 1e-9));
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
