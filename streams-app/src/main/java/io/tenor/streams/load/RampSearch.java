package io.tenor.streams.load;

import java.util.OptionalInt;

/**
 * Searches the largest number of sensors that is kept up with: more and more by half until one is
 * not, then the middle between the two, until they are close.
 *
 * <p>It believes that whatever carries many carries fewer. A number that failed by bad luck is not
 * tried again, so what is found is rather too low than too high.
 */
public final class RampSearch {

  private static final double STEP = 1.5;

  private final double precision;
  private int next;
  private int kept;
  private int failed = Integer.MAX_VALUE;

  /**
   * A search that has tried nothing.
   *
   * @param first the number to begin with, at least 1
   * @param precision how far apart what was kept up with and what was not may be in the end, as a
   *     share, above 0
   */
  public RampSearch(int first, double precision) {
    if (first < 1 || !(precision > 0)) {
      throw new IllegalArgumentException("A ramp begins with 1 or more, and is not exact");
    }
    this.next = first;
    this.precision = precision;
  }

  /** The next number to try; empty if it is found. */
  public OptionalInt next() {
    return isFound() ? OptionalInt.empty() : OptionalInt.of(next);
  }

  /** Tells what came of the number that was tried. */
  public void tried(boolean keptUp) {
    if (keptUp) {
      kept = next;
    } else {
      failed = next;
    }
    next = failed == Integer.MAX_VALUE ? (int) Math.ceil(next * STEP) : (kept + failed) / 2;
  }

  private boolean isFound() {
    return failed != Integer.MAX_VALUE && failed - kept <= Math.max(1, precision * kept);
  }

  /** The largest number that was kept up with; 0 if none was. */
  public int largest() {
    return kept;
  }
}
