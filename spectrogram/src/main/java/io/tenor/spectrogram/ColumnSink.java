package io.tenor.spectrogram;

/** Receives columns in order, one call each. */
@FunctionalInterface
public interface ColumnSink {
  /**
   * Takes one column.
   *
   * @param levels exactly {@code bands} unsigned levels from low to high frequency; the array is
   *     reused for the next column, so copy what you keep
   */
  void column(byte[] levels);
}
