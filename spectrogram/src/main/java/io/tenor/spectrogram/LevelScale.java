package io.tenor.spectrogram;

/**
 * Finds the level of a power without a logarithm: level k begins at a precomputed power, so the
 * result is exactly monotone and the same on every machine.
 *
 * <p>The upper bits of a double pick a cell of a table, its lower bits tell where in the cell it
 * lies. An entry holds, above as many lower bits, the level at the cell's lower end, and in the
 * lower bits how far before the cell's upper end the next level begins: adding a power's place
 * carries into the level if, and only if, the next one has begun. So there is no branch that a
 * processor would often guess wrong. Where levels are so narrow that several begin within a cell,
 * comparisons finish it.
 */
final class LevelScale {
  /** A cell is a 32nd of an octave: narrower than a level where all levels span 35 dB or more. */
  private static final int PLACE_BITS = 52 - 5;

  private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

  /** Where a level begins; behind the highest there is none. */
  private final double[] threshold = new double[FrontEnd.MAX_LEVEL + 2];

  private final int firstCell;
  private final long[] cells;

  /** Whether several levels begin within a cell. */
  private final boolean crowded;

  LevelScale(FrontEnd f) {
    double step = (f.ceilingDb() - f.floorDb()) / FrontEnd.MAX_LEVEL;
    threshold[FrontEnd.MAX_LEVEL + 1] = Double.POSITIVE_INFINITY;
    for (int level = 1; level <= FrontEnd.MAX_LEVEL; level++) {
      threshold[level] = StrictMath.pow(10, (f.floorDb() + (level - 0.5) * step) / 10);
    }
    boolean several = false;
    for (int level = 1; level < FrontEnd.MAX_LEVEL; level++) {
      several |= cell(threshold[level]) == cell(threshold[level + 1]);
    }
    crowded = several;
    firstCell = cell(threshold[1]);
    cells = new long[cell(threshold[FrontEnd.MAX_LEVEL]) - firstCell + 1];
    int level = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      long low = (long) (firstCell + cell) << PLACE_BITS;
      while (bits(threshold[level + 1]) <= low) {
        level++;
      }
      long missing = Math.max(0, low + PLACE_MASK + 1 - bits(threshold[level + 1]));
      cells[cell] = ((long) level << PLACE_BITS) + missing;
    }
  }

  /** Level 0 to 255 of a power relative to a full-scale sine, at least 0. */
  int level(double power) {
    int cell = cell(power) - firstCell;
    if (cell < 0) {
      return 0;
    }
    if (cell >= cells.length) {
      return FrontEnd.MAX_LEVEL;
    }
    int level = (int) ((cells[cell] + (bits(power) & PLACE_MASK)) >>> PLACE_BITS);
    return crowded ? further(level, power) : level;
  }

  private int further(int atLeast, double power) {
    int level = atLeast;
    while (power >= threshold[level + 1]) {
      level++;
    }
    return level;
  }

  private static int cell(double power) {
    return (int) (bits(power) >>> PLACE_BITS);
  }

  /** Of two numbers of at least 0, the larger has the larger bits. */
  private static long bits(double power) {
    return Double.doubleToRawLongBits(power);
  }
}
