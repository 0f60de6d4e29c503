package io.tenor.report;

import java.util.Locale;

/** Writes shares for a person. */
public final class Percent {

  private Percent() {}

  /** A share from 0 to 1 in percent, with one decimal. */
  public static String of(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
