package io.tenor.trainer.network;

import io.tenor.spectrogram.ColorMap;
import io.tenor.spectrogram.FrontEnd;

/**
 * The colours of levels as a table that a network looks them up in: red, green and blue from 0 to
 * 1.
 *
 * <p>Its first {@link #LEVELS} rows are the colours of {@link ColorMap}. As many rows follow with
 * the grey of each colour (luma, ITU-R BT.601): training asks for them by adding {@link #LEVELS} to
 * a level, and an exported model, whose input is a byte, holds the first half alone.
 */
public final class ColorTable {

  /** Number of levels, and of colours. */
  public static final int LEVELS = FrontEnd.MAX_LEVEL + 1;

  /** Number of rows: colours, then greys. */
  public static final int ROWS = 2 * LEVELS;

  /** Values in a row. */
  public static final int CHANNELS = 3;

  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private ColorTable() {}

  /** All rows, shape {@code [ROWS, CHANNELS]}, row after row. */
  public static float[] values() {
    float[] table = new float[ROWS * CHANNELS];
    for (int level = 0; level < LEVELS; level++) {
      int rgb = ColorMap.rgb(level);
      float grey = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        float share = (rgb >> (8 * (CHANNELS - 1 - channel)) & 0xff) / 255f;
        table[level * CHANNELS + channel] = share;
        grey += LUMA[channel] * share;
      }
      for (int channel = 0; channel < CHANNELS; channel++) {
        table[(LEVELS + level) * CHANNELS + channel] = grey;
      }
    }
    return table;
  }
}
