package io.tenor.spectrogram;

/**
 * Finds the level of a power without a logarithm: level k begins at a precomputed power, so the
 * result is exactly monotone and the same on every machine.
 *
 * <p>The exponent and the first six bits of the mantissa of a double pick a cell of a table, which
 * holds the level at the cell's lower end; a comparison or two with the thresholds finish it.
 */
final class LevelScale {
  private static final int MANTISSA_BITS = 52;
  private static final int CELL_BITS = 6;

  private final double[] threshold = new double[FrontEnd.MAX_LEVEL + 1];
  private final long firstCell;
  private final byte[] guess;

  LevelScale(FrontEnd f) {
    double step = (f.ceilingDb() - f.floorDb()) / FrontEnd.MAX_LEVEL;
    for (int level = 1; level < threshold.length; level++) {
      threshold[level] = StrictMath.pow(10, (f.floorDb() + (level - 0.5) * step) / 10);
    }
    firstCell = cell(threshold[1]);
    guess = new byte[(int) (cell(threshold[FrontEnd.MAX_LEVEL]) - firstCell) + 1];
    int level = 0;
    for (int i = 0; i < guess.length; i++) {
      double low = Double.longBitsToDouble((firstCell + i) << (MANTISSA_BITS - CELL_BITS));
      while (level < FrontEnd.MAX_LEVEL && low >= threshold[level + 1]) {
        level++;
      }
      guess[i] = (byte) level;
    }
  }

  /** Level 0 to 255 of a power relative to a full-scale sine, at least 0. */
  int level(double power) {
    if (power < threshold[1]) {
      return 0;
    }
    if (power >= threshold[FrontEnd.MAX_LEVEL]) {
      return FrontEnd.MAX_LEVEL;
    }
    int level = guess[(int) (cell(power) - firstCell)] & 0xff;
    while (power >= threshold[level + 1]) {
      level++;
    }
    return level;
  }

  private static long cell(double power) {
    return Double.doubleToRawLongBits(power) >>> (MANTISSA_BITS - CELL_BITS);
  }
}
