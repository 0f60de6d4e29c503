package io.tenor.streams.window;

import io.tenor.streams.ingest.AudioChunk;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where the next sample of a session is expected, and when it was captured. Immutable; all indices
 * count the sensor's own samples within the session.
 *
 * <p>Time is one straight line from an anchor; the anchor moves only when a capture time lies
 * further from the line than the jitter allowed, so that event times do not depend on how the audio
 * was cut into chunks.
 *
 * @param session the session
 * @param rateHz the sensor's sample rate
 * @param next index of the next sample expected
 * @param anchorIndex index of a sample
 * @param anchorMs its capture time, milliseconds since 1970
 */
record SampleClock(String session, int rateHz, long next, long anchorIndex, long anchorMs) {

  /** A counter of 32 bits begins again after so many samples. */
  private static final long WRAP = 1L << 32;

  /** What to do with a chunk. */
  enum Action {
    /** It follows what is there; {@code skip} samples of it are there already. */
    APPEND,
    /** It follows after {@code gap} missing samples, few enough to be filled. */
    BRIDGE,
    /** It starts anew: too much is missing, or the clock was set back. */
    RESTART,
    /** All of it is there already. */
    DROP
  }

  /**
   * The place of a chunk.
   *
   * @param action what to do
   * @param index index of the first sample used; of the first of the chunk if none is
   * @param skip samples at the start of the chunk to leave out
   * @param gap samples missing before it
   * @param clock the clock after the chunk
   */
  record Placement(Action action, long index, int skip, long gap, SampleClock clock) {}

  /** The clock at the first chunk of a session. */
  static SampleClock startingWith(AudioChunk chunk) {
    long first = chunk.firstSample().orElse(0);
    return new SampleClock(chunk.session(), chunk.rateHz(), first, first, chunk.captureMs());
  }

  /** Capture time of a sample, milliseconds since 1970. */
  long timeMs(long index) {
    return anchorMs + Math.floorDiv((index - anchorIndex) * 1000, (long) rateHz);
  }

  /** Whether a chunk is of this session and rate. */
  boolean isOf(AudioChunk chunk) {
    return session.equals(chunk.session()) && rateHz == chunk.rateHz();
  }

  /**
   * How long nothing was captured before a chunk, in milliseconds; below 0 if it is older. Counted
   * in samples where it can be: a clock that is set is no time that passes.
   */
  long quietMs(AudioChunk chunk, TimelineSettings settings) {
    return isOf(chunk) && chunk.firstSample().isPresent()
        ? (indexOf(chunk, settings) - next) / rateHz * 1_000
        : quietByTimeMs(chunk);
  }

  /** The same by the capture times alone. */
  long quietByTimeMs(AudioChunk chunk) {
    return chunk.captureMs() - timeMs(next);
  }

  /**
   * Whether index and capture time contradict each other, so that a chunk of this session and rate
   * has no place on this line: its index lies before what is heard, or far behind it, and it was
   * captured at another time than that sample. It is either wrong, or the first of another line.
   */
  boolean isElsewhere(AudioChunk chunk, TimelineSettings settings) {
    if (chunk.firstSample().isEmpty()) {
      return false;
    }
    long index = indexOf(chunk, settings);
    boolean away = index < next || index - next > samples(settings.duplicateMs());
    return away && !fits(index, chunk, settings);
  }

  /** Whether a chunk that came after others goes on with this line. */
  boolean isContinuedBy(AudioChunk chunk, TimelineSettings settings) {
    if (!isOf(chunk)) {
      return false;
    }
    long quietMs = quietByTimeMs(chunk);
    return chunk.firstSample().isPresent()
        ? fits(indexOf(chunk, settings), chunk, settings)
        : quietMs >= -settings.duplicateMs() && quietMs <= RivalSessions.PATIENCE_MS;
  }

  /** The line after a chunk that continues it. */
  SampleClock after(AudioChunk chunk, TimelineSettings settings) {
    return place(chunk, settings).clock();
  }

  /**
   * The index of a chunk's first sample on this line. Where the sensor counts in 32 bits and has
   * begun again at 0, what these lack is added, if that is where the chunk belongs.
   */
  private long indexOf(AudioChunk chunk, TimelineSettings settings) {
    long index = chunk.firstSample().getAsLong();
    if (index >= WRAP || next < WRAP / 2 || fits(index, chunk, settings)) {
      return index;
    }
    long unwrapped = index + Math.floorDiv(next - index + WRAP / 2, WRAP) * WRAP;
    boolean near = Math.abs(unwrapped - next) <= samples(settings.duplicateMs());
    return near || fits(unwrapped, chunk, settings) ? unwrapped : index;
  }

  /** Whether a chunk was captured about when the sample of this index was. */
  private boolean fits(long index, AudioChunk chunk, TimelineSettings settings) {
    return Math.abs(chunk.captureMs() - timeMs(index)) <= settings.duplicateMs();
  }

  private long samples(long millis) {
    return millis * rateHz / 1_000;
  }

  /** The place of a chunk for which there is none any more. */
  Placement nowhere(AudioChunk chunk) {
    return new Placement(Action.DROP, next, chunk.samples().length, 0, this);
  }

  /** Finds the place of a chunk of the same session and rate. */
  Placement place(AudioChunk chunk, TimelineSettings settings) {
    return chunk.firstSample().isPresent()
        ? placeAt(indexOf(chunk, settings), chunk, settings)
        : placeByTime(chunk, settings);
  }

  private Placement placeAt(long index, AudioChunk chunk, TimelineSettings settings) {
    var anchored =
        Math.abs(chunk.captureMs() - timeMs(index)) <= settings.jitterMs()
            ? this
            : new SampleClock(session, rateHz, next, index, chunk.captureMs());
    int length = chunk.samples().length;
    if (index + length <= next) {
      return new Placement(Action.DROP, index, length, 0, this);
    }
    if (index <= next) {
      int skip = (int) (next - index);
      return new Placement(Action.APPEND, next, skip, 0, anchored.upTo(index + length));
    }
    long gap = index - next;
    var action = gap * 1000 <= (long) settings.bridgeMs() * rateHz ? Action.BRIDGE : Action.RESTART;
    return new Placement(action, index, 0, gap, anchored.upTo(index + length));
  }

  private Placement placeByTime(AudioChunk chunk, TimelineSettings settings) {
    int length = chunk.samples().length;
    long lateMs = chunk.captureMs() - timeMs(next);
    if (lateMs > settings.jitterMs()) {
      long index = next + lateMs * rateHz / 1000;
      return placeAt(index, chunk, settings);
    }
    if (lateMs >= -settings.jitterMs()) {
      // Follow a drifting clock before it looks like a gap.
      boolean drifted = Math.abs(lateMs) * 2 > settings.jitterMs();
      var clock = drifted ? anchoredAtNext(chunk.captureMs()) : this;
      return new Placement(Action.APPEND, next, 0, 0, clock.upTo(next + length));
    }
    if (lateMs >= -settings.duplicateMs()) {
      return new Placement(Action.DROP, next + lateMs * rateHz / 1000, length, 0, this);
    }
    return new Placement(
        Action.RESTART, next, 0, 0, anchoredAtNext(chunk.captureMs()).upTo(next + length));
  }

  private SampleClock anchoredAtNext(long captureMs) {
    return new SampleClock(session, rateHz, next, next, captureMs);
  }

  private SampleClock upTo(long newNext) {
    return new SampleClock(session, rateHz, newNext, anchorIndex, anchorMs);
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(session);
    out.writeInt(rateHz);
    out.writeLong(next);
    out.writeLong(anchorIndex);
    out.writeLong(anchorMs);
  }

  static SampleClock read(DataInput in) throws IOException {
    return new SampleClock(in.readUTF(), in.readInt(), in.readLong(), in.readLong(), in.readLong());
  }
}
