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
 * session, but not more often than after {@link #TELL_APART_US}, when the sensor is back, and after
 * every {@link #TELL_AFTER_US} of its audio, whether it was heard or left out. Not thread-safe.
 */
final class SensorTally {

  /** A status comes after so much audio of the sensor at the latest, in microseconds. */
  static final long TELL_AFTER_US = 10_000_000;

  /** A new session is told of after so much audio since the last status, in microseconds. */
  static final long TELL_APART_US = 1_000_000;

  /** From this share of the chunks on, those left out are no mistake. */
  private static final double SHARED = 0.2;

  /** Fewer chunks that were left out say nothing. */
  private static final long SHARED_CHUNKS = 4;

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
    STATUSES,
    INDEX_RESTARTS,
    CONFLICTING,
    /** Microseconds. */
    CONFLICTING_US,
    /** Microseconds. */
    PAUSED_US
  }

  private record Gap(long from, long to) {}

  private final long sinceMs;
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Deque<Gap> gaps = new ArrayDeque<>();
  private SignalTally signal = new SignalTally();
  private long toldAtUs;
  private long toldChunks;
  private long toldCorrections;
  private long toldShiftMs;

  /** Audio before the chunk of the last status, and before the last chunk, in microseconds. */
  private long toldFromUs;

  private long beforeUs;
  private long toldConflicting;
  private boolean toldOffline;
  private long toldMs;
  private boolean due;
  private boolean sessionDue;

  /** A sensor's first audio was captured then, in milliseconds since 1970. */
  SensorTally(long sinceMs) {
    this.sinceMs = sinceMs;
  }

  /** A session begins. */
  void session() {
    add(Count.SESSIONS, 1);
    gaps.clear();
    sessionDue = true;
  }

  /** Audio has found its place: samples at a rate. */
  void heard(int samples, int rateHz, boolean pause) {
    add(Count.CHUNKS, 1);
    add(Count.PAUSED_US, pause ? micros(samples, rateHz) : 0);
    beforeUs = of(Count.HEARD_US) + of(Count.CONFLICTING_US);
    boolean apart = of(Count.STATUSES) == 0 || beforeUs - toldFromUs >= TELL_APART_US;
    add(Count.HEARD_US, micros(samples, rateHz));
    due |= toldOffline || (sessionDue && apart) || untoldUs() >= TELL_AFTER_US;
  }

  /** Audio has no place, since it contradicts what is heard: samples at a rate. */
  void contradicted(int samples, int rateHz) {
    add(Count.CONFLICTING, 1);
    add(Count.CONFLICTING_US, micros(samples, rateHz));
    due |= untoldUs() >= TELL_AFTER_US;
  }

  /** How much audio has come since the last status. */
  private long untoldUs() {
    return of(Count.HEARD_US) + of(Count.CONFLICTING_US) - toldAtUs;
  }

  /**
   * Whether so much was left out since the last status that another device must have sent it, or so
   * much more audio has come than time has passed.
   */
  private boolean sharesItsId() {
    long conflicting = of(Count.CONFLICTING) - toldConflicting;
    long chunks = of(Count.CHUNKS) - toldChunks;
    boolean leftOut = conflicting >= SHARED_CHUNKS && conflicting > SHARED * (conflicting + chunks);
    long heardMs = untoldUs() / 1_000;
    boolean tooMuch =
        of(Count.CLOCK_CORRECTIONS) - toldCorrections >= SHARED_CHUNKS
            && toldShiftMs - of(Count.CLOCK_SHIFT_MS) > SHARED * heardMs;
    return leftOut || tooMuch;
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
    add(isLate(from, to) ? Count.LATE : Count.DUPLICATES, 1);
  }

  /** Whether samples were missing, and are not any more. */
  boolean isLate(long from, long to) {
    return gaps.stream().anyMatch(gap -> from < gap.to() && to > gap.from());
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
    boolean sharedId = !offline && sharesItsId();
    toldAtUs = of(Count.HEARD_US) + of(Count.CONFLICTING_US);
    toldFromUs = beforeUs;
    toldChunks = of(Count.CHUNKS);
    toldCorrections = of(Count.CLOCK_CORRECTIONS);
    toldShiftMs = of(Count.CLOCK_SHIFT_MS);
    toldConflicting = of(Count.CONFLICTING);
    toldOffline = offline;
    long clockOffsetMs = atMs - now.toEpochMilli();
    var degraded = offline ? List.<Degradation>of() : degraded(clockOffsetMs, sharedId);
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
    sessionDue = false;
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
        now,
        of(Count.INDEX_RESTARTS),
        of(Count.CONFLICTING),
        sharedId,
        of(Count.PAUSED_US) / 1_000);
  }

  private List<Degradation> degraded(long clockOffsetMs, boolean sharedId) {
    var reasons = new ArrayList<>(signal.degraded(of(Count.HEARD_US), of(Count.MISSING_US)));
    if (sharedId && !reasons.contains(Degradation.LOSSY)) {
      reasons.add(Degradation.LOSSY); // what the other device heard is lost
    }
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
    out.writeLong(toldFromUs);
    out.writeLong(beforeUs);
    out.writeLong(toldChunks);
    out.writeLong(toldCorrections);
    out.writeLong(toldShiftMs);
    out.writeLong(toldConflicting);
    out.writeBoolean(toldOffline);
    out.writeLong(toldMs);
    out.writeBoolean(due);
    out.writeBoolean(sessionDue);
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
    tally.toldFromUs = in.readLong();
    tally.beforeUs = in.readLong();
    tally.toldChunks = in.readLong();
    tally.toldCorrections = in.readLong();
    tally.toldShiftMs = in.readLong();
    tally.toldConflicting = in.readLong();
    tally.toldOffline = in.readBoolean();
    tally.toldMs = in.readLong();
    tally.due = in.readBoolean();
    tally.sessionDue = in.readBoolean();
    tally.signal = SignalTally.read(in);
    return tally;
  }
}
