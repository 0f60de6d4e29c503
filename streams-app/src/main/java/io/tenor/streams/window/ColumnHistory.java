package io.tenor.streams.window;

import java.util.Arrays;

/**
 * The newest columns of one sensor, contiguous and addressed by their absolute index. Keeps at
 * least the last window; memory is two windows.
 */
final class ColumnHistory {

  private final int bands;
  private final byte[] levels;
  private final int windowFrames;
  private long first;
  private int count;

  ColumnHistory(int windowFrames, int bands) {
    this.windowFrames = windowFrames;
    this.bands = bands;
    this.levels = new byte[2 * windowFrames * bands];
  }

  /** Forgets everything; the next column has this index. */
  void restartAt(long column) {
    first = column;
    count = 0;
  }

  /** Index of the next column. */
  long next() {
    return first + count;
  }

  /** Appends one column of {@code bands} levels. */
  void append(byte[] source, int offset) {
    if ((count + 1) * bands > levels.length) {
      int kept = windowFrames - 1;
      System.arraycopy(levels, (count - kept) * bands, levels, 0, kept * bands);
      first += count - kept;
      count = kept;
    }
    System.arraycopy(source, offset, levels, count * bands, bands);
    count++;
  }

  /** A copy of the columns {@code from} to {@code from + frames}, [frames][bands]. */
  byte[] copy(long from, int frames) {
    if (from < first || from + frames > next()) {
      throw new IllegalArgumentException(
          "columns %d to %d are kept, not %d to %d".formatted(first, next(), from, from + frames));
    }
    int start = (int) (from - first) * bands;
    return Arrays.copyOfRange(levels, start, start + frames * bands);
  }
}
