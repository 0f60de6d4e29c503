package io.tenor.trainer.data;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.LevelExtractor;
import io.tenor.spectrogram.Spectrogram;
import java.util.random.RandomGenerator;

/**
 * The spectrogram of an utterance as the monitor would see it.
 *
 * @param bands values in a column
 * @param levels 8-bit levels, column after column
 */
@SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
public record Columns(int bands, byte[] levels) {

  /** Refuses what is not a whole number of columns, at least one. */
  public Columns {
    if (bands < 1 || levels.length == 0 || levels.length % bands != 0) {
      throw new IllegalArgumentException(
          "%d levels are not columns of %d bands".formatted(levels.length, bands));
    }
  }

  /** Computes the columns of samples, which must be long enough for one. */
  public static Columns of(FrontEnd frontEnd, short[] samples) {
    return new Columns(frontEnd.bands(), Spectrogram.levels(frontEnd, samples));
  }

  /** The same with an extractor that is kept for many recordings. */
  static Columns of(LevelExtractor extractor, short[] samples) {
    return new Columns(extractor.frontEnd().bands(), Spectrogram.levels(extractor, samples));
  }

  /** Number of columns. */
  public int frames() {
    return levels.length / bands;
  }

  /**
   * Copies a window as a network's input, {@code [bands][width]}; columns beyond the end start
   * again from the beginning (loop padding).
   *
   * @param start first column
   * @param width columns in the window
   * @param into receives {@code bands * width} levels from {@code offset} on
   */
  public void window(int start, int width, float[] into, int offset) {
    byte[] window = window(start, width);
    for (int i = 0; i < window.length; i++) {
      into[offset + i] = Byte.toUnsignedInt(window[i]);
    }
  }

  /** The same window as {@link #window(int, int, float[], int)}, in 8-bit levels. */
  public byte[] window(int start, int width) {
    byte[] window = new byte[bands * width];
    int frames = frames();
    for (int t = 0; t < width; t++) {
      int column = (start + t) % frames * bands;
      for (int band = 0; band < bands; band++) {
        window[band * width + t] = levels[column + band];
      }
    }
    return window;
  }

  /**
   * Draws the first column of a window: anywhere in an utterance that is looped, only where a whole
   * window is left in a longer one.
   */
  int randomStart(int width, RandomGenerator random) {
    int slack = frames() - width;
    return random.nextInt(slack > 0 ? slack + 1 : frames());
  }

  /**
   * First columns of the windows that the monitor cuts from this utterance: every {@code step}
   * columns while a whole window is there, and one looped window where it is shorter than that.
   */
  public int[] windowStarts(int width, int step) {
    int count = frames() <= width ? 1 : 1 + (frames() - width) / step;
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = i * step;
    }
    return starts;
  }
}
