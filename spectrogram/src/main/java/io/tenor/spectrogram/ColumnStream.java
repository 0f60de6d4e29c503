package io.tenor.spectrogram;

import java.util.Objects;

/**
 * Turns a stream of samples, pushed in any chunks, into columns, each computed once: column k
 * covers samples {@code [k * hop, k * hop + frame)} since the start or the last {@link #reset}.
 *
 * <p>Its whole state is {@link #tail}: the samples that the next column starts with. Allocates
 * nothing per push; not thread-safe.
 */
public final class ColumnStream {
  private static final int HOPS_BUFFERED = 8;

  private final FrontEnd frontEnd;
  private final LevelExtractor extractor;
  private final double[] buffer;
  private final byte[] column;
  private int start;
  private int end;

  /** A stream at its beginning. */
  public ColumnStream(FrontEnd f) {
    this(new LevelExtractor(f));
  }

  /**
   * A stream at its beginning that shares its extractor with others of the same thread: an
   * extractor takes ten times the memory of a stream.
   */
  public ColumnStream(LevelExtractor extractor) {
    FrontEnd f = extractor.frontEnd();
    frontEnd = f;
    this.extractor = extractor;
    buffer = new double[f.frameSamples() + HOPS_BUFFERED * f.hopSamples()];
    column = new byte[f.bands()];
  }

  /** What this stream computes. */
  public FrontEnd frontEnd() {
    return frontEnd;
  }

  /**
   * Adds samples and hands over every column that they complete.
   *
   * @param samples mono at the front end's rate
   * @param sink must not push into this stream; if it throws, the stream's state is undefined until
   *     the next {@link #restore} or {@link #reset}
   * @return columns handed over
   * @throws IndexOutOfBoundsException if offset and length leave the array
   */
  public int push(short[] samples, int offset, int length, ColumnSink sink) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    int columns = 0;
    int next = offset;
    int left = length;
    while (left > 0) {
      if (end == buffer.length) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
      }
      int taken = Math.min(left, buffer.length - end);
      for (int n = 0; n < taken; n++) {
        buffer[end + n] = samples[next + n];
      }
      end += taken;
      next += taken;
      left -= taken;
      columns += emit(sink);
    }
    return columns;
  }

  private int emit(ColumnSink sink) {
    int columns = 0;
    while (end - start >= frontEnd.frameSamples()) {
      extractor.column(buffer, start, column, 0);
      start += frontEnd.hopSamples();
      columns++;
      sink.column(column);
    }
    return columns;
  }

  /** A copy of the samples kept for the next column: fewer than {@code frameSamples}. */
  public short[] tail() {
    var tail = new short[end - start];
    for (int n = 0; n < tail.length; n++) {
      tail[n] = (short) buffer[start + n];
    }
    return tail;
  }

  /**
   * Continues where a stream with this {@link #tail} stood.
   *
   * @throws IllegalArgumentException if it holds a whole frame or more, so that it is no tail
   */
  public void restore(short[] tail) {
    if (tail.length >= frontEnd.frameSamples()) {
      throw new IllegalArgumentException(
          "A tail has fewer than "
              + frontEnd.frameSamples()
              + " samples (one frame), this one has "
              + tail.length);
    }
    for (int n = 0; n < tail.length; n++) {
      buffer[n] = tail[n];
    }
    start = 0;
    end = tail.length;
  }

  /** Forgets the kept samples: the next sample pushed is the first of column 0. */
  public void reset() {
    start = 0;
    end = 0;
  }
}
