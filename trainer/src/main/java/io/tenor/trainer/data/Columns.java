package io.tenor.trainer.data;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.LevelExtractor;
import io.tenor.spectrogram.Spectrogram;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The spectrogram of an utterance as the monitor would see it; on the heap or in a mapped file. */
public final class Columns {

  private final int bands;
  private final ByteBuffer levels;
  private final Optional<byte[]> heap;

  /**
   * Columns on the heap.
   *
   * @param bands values in a column
   * @param levels 8-bit levels, column after column; not copied
   * @throws IllegalArgumentException if that is not a whole number of columns, at least one
   */
  public Columns(int bands, byte[] levels) {
    this(bands, ByteBuffer.wrap(levels), Optional.of(levels));
  }

  /**
   * Columns wherever they are.
   *
   * @param levels all bytes of it, column after column; not copied
   */
  Columns(int bands, ByteBuffer levels) {
    this(bands, levels, Optional.empty());
  }

  private Columns(int bands, ByteBuffer levels, Optional<byte[]> heap) {
    if (bands < 1 || levels.capacity() == 0 || levels.capacity() % bands != 0) {
      throw new IllegalArgumentException(
          "%d levels are not columns of %d bands".formatted(levels.capacity(), bands));
    }
    this.bands = bands;
    this.levels = levels;
    this.heap = heap;
  }

  /** Computes the columns of samples, which must be long enough for one. */
  public static Columns of(FrontEnd frontEnd, short[] samples) {
    return new Columns(frontEnd.bands(), Spectrogram.levels(frontEnd, samples));
  }

  /** The same with an extractor that is kept for many recordings. */
  static Columns of(LevelExtractor extractor, short[] samples) {
    return new Columns(extractor.frontEnd().bands(), Spectrogram.levels(extractor, samples));
  }

  /** Values in a column. */
  public int bands() {
    return bands;
  }

  /**
   * 8-bit levels, column after column; not to be changed, and a copy if they are not on the heap.
   */
  public byte[] levels() {
    return heap.orElseGet(() -> levels(0, frames()));
  }

  /** The same columns on the heap, for whoever asks for their levels again and again. */
  public Columns onHeap() {
    return heap.isPresent() ? this : new Columns(bands, levels());
  }

  /** A copy of the levels of some columns. */
  byte[] levels(int from, int to) {
    byte[] copy = new byte[(to - from) * bands];
    levels.get(from * bands, copy);
    return copy;
  }

  /** A copy of some columns as a sound of its own. */
  Columns part(int from, int to) {
    return new Columns(bands, levels(from, to));
  }

  /** Number of columns. */
  public int frames() {
    return levels.capacity() / bands;
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
    byte[] column = new byte[bands];
    for (int t = 0; t < width; t++) {
      levels.get((start + t) % frames * bands, column);
      for (int band = 0; band < bands; band++) {
        window[band * width + t] = column[band];
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
