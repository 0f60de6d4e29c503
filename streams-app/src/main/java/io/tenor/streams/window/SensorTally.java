package io.tenor.streams.window;

import io.tenor.schema.Degradation;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.SensorKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what happens to a sensor's audio, and knows when to tell of it: at the start, at each new
 * session, when the sensor is back, and after every {@link #TELL_AFTER_US} of its audio. Not
 * thread-safe.
 */
final class SensorTally {

  /** A status comes after so much audio of the sensor at the latest, in microseconds. */
  static final long TELL_AFTER_US = 10_000_000;

  /** After so much audio without speech a sensor is silent, in microseconds. */
  static final long SILENT_AFTER_US = 60_000_000;

  /** A sensor whose audio is so much newer than now has a clock that is ahead. */
  private static final long CLOCK_AHEAD_MS = 2_000;

  /** Gaps in which a late chunk is known as one; of older gaps it counts as a duplicate. */
  private static final int MOST_GAPS = 4;

  /** What is counted; the order is that of the stored state. */
  enum Count {
    SESSIONS,
    CHUNKS,
    DUPLICATES,
    LATE,
    OVERTAKING,
    /** Microseconds. */
    HEARD_US,
    GAPS,
    /** Microseconds. */
    MISSING_US,
    /** Microseconds. */
    BRIDGED_US,
    CLOCK_CORRECTIONS,
    /** Milliseconds, positive or negative. */
    CLOCK_SHIFT_MS,
    STATUSES
  }

  private record Gap(long from, long to) {}

  private final long sinceMs;
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Deque<Gap> gaps = new ArrayDeque<>();
  private SignalTally signal = new SignalTally();
  private long toldAtUs;
  private boolean toldOffline;
  private long toldMs;
  private boolean due;

  /** A sensor's first audio was captured then, in milliseconds since 1970. */
  SensorTally(long sinceMs) {
    this.sinceMs = sinceMs;
  }

  /** A session begins. */
  void session() {
    add(Count.SESSIONS, 1);
    gaps.clear();
    due = true;
  }

  /** Audio has found its place: samples at a rate. */
  void heard(int samples, int rateHz) {
    add(Count.CHUNKS, 1);
    add(Count.HEARD_US, micros(samples, rateHz));
    due |= toldOffline || of(Count.HEARD_US) - toldAtUs >= TELL_AFTER_US;
  }

  /** Samples from an index (inclusive) to another (exclusive) of the session are missing. */
  void missing(long from, long to, int rateHz, boolean bridged) {
    add(Count.GAPS, 1);
    add(Count.MISSING_US, micros(to - from, rateHz));
    add(Count.BRIDGED_US, bridged ? micros(to - from, rateHz) : 0);
    gaps.addLast(new Gap(from, to));
    if (gaps.size() > MOST_GAPS) {
      gaps.removeFirst();
    }
  }

  /** Samples came for which there is no place any more. */
  void dropped(long from, long to) {
    boolean late = gaps.stream().anyMatch(gap -> from < gap.to() && to > gap.from());
    add(late ? Count.LATE : Count.DUPLICATES, 1);
  }

  /** A window is complete. */
  void window(WindowQuality quality, int lengthMs, boolean speech) {
    signal.window(quality, lengthMs, speech, of(Count.HEARD_US));
  }

  /** The capture times have left the line of the sample count. */
  void clockMoved(long byMs) {
    if (byMs != 0) {
      add(Count.CLOCK_CORRECTIONS, 1);
      add(Count.CLOCK_SHIFT_MS, byMs);
    }
  }

  void add(Count count, long number) {
    counts.merge(count, number, Long::sum);
  }

  private static long micros(long samples, int rateHz) {
    // Whole seconds apart: an outlandish index must not overflow.
    return samples / rateHz * 1_000_000 + samples % rateHz * 1_000_000 / rateHz;
  }

  /** Whether it is time for a status. */
  boolean due() {
    return due;
  }

  /** Whether the last status said that the sensor is offline. */
  boolean toldOffline() {
    return toldOffline;
  }

  /** When the last status was made, milliseconds since 1970. */
  long offlineSinceMs() {
    return toldMs;
  }

  /**
   * The next status; it is counted. Which windows were not scored is not known here.
   *
   * @param offline whether nothing comes any more
   */
  SensorStatus tell(SensorKey sensor, String session, long atMs, boolean offline, Instant now) {
    add(Count.STATUSES, 1);
    toldAtUs = of(Count.HEARD_US);
    toldOffline = offline;
    long clockOffsetMs = atMs - now.toEpochMilli();
    var degraded = offline ? List.<Degradation>of() : degraded(clockOffsetMs);
    var state =
        offline
            ? SensorState.OFFLINE
            : !degraded.isEmpty()
                ? SensorState.DEGRADED
                : signal.silentUs(of(Count.HEARD_US)) >= SILENT_AFTER_US
                    ? SensorState.SILENT
                    : SensorState.ONLINE;
    signal.told(of(Count.HEARD_US), of(Count.MISSING_US));
    due = false;
    toldMs = now.toEpochMilli();
    var since = Instant.ofEpochMilli(sinceMs);
    return new SensorStatus(
        SensorStatus.id(sensor.context(), sensor.id(), since, of(Count.STATUSES)),
        sensor.id(),
        sensor.context(),
        session,
        state,
        degraded,
        since,
        Instant.ofEpochMilli(atMs),
        of(Count.STATUSES),
        of(Count.SESSIONS),
        of(Count.CHUNKS),
        of(Count.DUPLICATES),
        of(Count.LATE),
        of(Count.OVERTAKING),
        of(Count.HEARD_US) / 1_000,
        of(Count.GAPS),
        of(Count.MISSING_US) / 1_000,
        of(Count.BRIDGED_US) / 1_000,
        of(Count.CLOCK_CORRECTIONS),
        of(Count.CLOCK_SHIFT_MS),
        0,
        signal.levelDb(),
        signal.noiseDb(),
        signal.clippedShare(),
        clockOffsetMs,
        now);
  }

  private List<Degradation> degraded(long clockOffsetMs) {
    var reasons = new ArrayList<>(signal.degraded(of(Count.HEARD_US), of(Count.MISSING_US)));
    if (clockOffsetMs > CLOCK_AHEAD_MS) {
      reasons.add(Degradation.CLOCK);
    }
    return reasons;
  }

  private long of(Count count) {
    return counts.getOrDefault(count, 0L);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(sinceMs);
    for (var count : Count.values()) {
      out.writeLong(of(count));
    }
    out.writeByte(gaps.size());
    for (var gap : gaps) {
      out.writeLong(gap.from());
      out.writeLong(gap.to());
    }
    out.writeLong(toldAtUs);
    out.writeBoolean(toldOffline);
    out.writeLong(toldMs);
    out.writeBoolean(due);
    signal.write(out);
  }

  static SensorTally read(DataInput in) throws IOException {
    var tally = new SensorTally(in.readLong());
    for (var count : Count.values()) {
      tally.counts.put(count, in.readLong());
    }
    int gaps = in.readByte();
    for (int i = 0; i < gaps; i++) {
      tally.gaps.addLast(new Gap(in.readLong(), in.readLong()));
    }
    tally.toldAtUs = in.readLong();
    tally.toldOffline = in.readBoolean();
    tally.toldMs = in.readLong();
    tally.due = in.readBoolean();
    tally.signal = SignalTally.read(in);
    return tally;
  }
}
