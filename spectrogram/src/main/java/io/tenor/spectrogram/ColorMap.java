package io.tenor.spectrogram;

/**
 * Colours of levels from dark blue (quiet) over cyan, green and yellow to red (loud).
 *
 * <p>Each of red, green and blue is a trapezoid over the level, as in the map known as "jet",
 * stopped at pure red: {@code clamp(1.5 - |4 v - c|)} with {@code v = 7/8 level / 255} and {@code
 * c} 3 for red, 2 for green and 1 for blue.
 */
public final class ColorMap {
  private static final int[] RGB = new int[FrontEnd.MAX_LEVEL + 1];

  static {
    for (int level = 0; level < RGB.length; level++) {
      double v = 0.875 * level / FrontEnd.MAX_LEVEL;
      RGB[level] = part(v, 3) << 16 | part(v, 2) << 8 | part(v, 1);
    }
  }

  private ColorMap() {}

  private static int part(double v, int centre) {
    double share = Math.max(0, Math.min(1, 1.5 - Math.abs(4 * v - centre)));
    return (int) Math.round(255 * share);
  }

  /**
   * The colour of a level.
   *
   * @param level 0 to 255
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(int level) {
    return RGB[level];
  }
}
