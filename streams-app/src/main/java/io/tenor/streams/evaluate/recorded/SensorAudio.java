package io.tenor.streams.evaluate.recorded;

import io.tenor.streams.ingest.AudioChunk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a recording has of one sensor: its sessions, and what is missing in them. */
public final class SensorAudio {

  /** Without sample indices, capture times so far apart are no gap. */
  private static final long TOLERANCE_MS = 200;

  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private long firstMs = Long.MAX_VALUE;
  private long lastMs = Long.MIN_VALUE;
  private double heardMs;

  /** One session: which of its samples have come. */
  private static final class Session {

    /** Missing samples so far, by the first of each gap; the value is the end. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    private final int rateHz;
    private final boolean counted;
    private final long firstSample;
    private final long startMs;
    private long next;

    Session(AudioChunk chunk) {
      rateHz = chunk.rateHz();
      counted = chunk.firstSample().isPresent();
      startMs = chunk.captureMs();
      firstSample = chunk.firstSample().orElse(0);
      next = firstSample;
    }

    /** Adds a chunk; gives how many of its samples had not come before. */
    long add(AudioChunk chunk) {
      long length = chunk.samples().length;
      long from =
          chunk.firstSample().orElseGet(() -> (chunk.captureMs() - startMs) * rateHz / 1_000);
      if (!counted && Math.abs(from - next) * 1_000 < TOLERANCE_MS * (long) rateHz) {
        from = next; // capture times are not exact to the sample
      }
      long to = from + length;
      if (from >= next) {
        if (from > next) {
          gaps.put(next, from);
        }
        next = to;
        return length;
      }
      long fresh = fill(from, to) + Math.max(0, to - next);
      next = Math.max(next, to);
      return fresh;
    }

    /** What came late and closes gaps, or came twice. */
    private long fill(long from, long to) {
      long filled = 0;
      var gap = gaps.floorEntry(from);
      if (gap == null || gap.getValue() <= from) {
        gap = gaps.higherEntry(from);
      }
      while (gap != null && gap.getKey() < to) {
        long low = Math.max(gap.getKey(), from);
        long high = Math.min(gap.getValue(), to);
        gaps.remove(gap.getKey());
        if (gap.getKey() < low) {
          gaps.put(gap.getKey(), low);
        }
        if (high < gap.getValue()) {
          gaps.put(high, gap.getValue());
        }
        filled += high - low;
        gap = gaps.higherEntry(low);
      }
      return filled;
    }

    long missingMs() {
      return gaps.entrySet().stream().mapToLong(gap -> gap.getValue() - gap.getKey()).sum()
          * 1_000
          / rateHz;
    }
  }

  void add(AudioChunk chunk) {
    var name = chunk.session() + '@' + chunk.rateHz(); // another rate is another count of samples
    var session = sessions.computeIfAbsent(name, key -> new Session(chunk));
    double fresh = session.add(chunk) * 1e3 / chunk.rateHz();
    heardMs += fresh;
    firstMs = Math.min(firstMs, chunk.captureMs());
    lastMs = Math.max(lastMs, chunk.captureMs() + chunk.samples().length * 1_000L / chunk.rateHz());
  }

  /** Capture time of its first audio, milliseconds since 1970. */
  public long firstMs() {
    return firstMs;
  }

  /** Capture time of the end of its last audio. */
  public long lastMs() {
    return lastMs;
  }

  /** Audio that has come, each sample once, ms. */
  public double heardMs() {
    return heardMs;
  }

  /** Sessions. */
  public int sessions() {
    return sessions.size();
  }

  /** Places where audio is missing within a session. */
  public int gaps() {
    return sessions.values().stream().mapToInt(session -> session.gaps.size()).sum();
  }

  /** Audio missing there, ms. */
  public long missingMs() {
    return sessions.values().stream().mapToLong(Session::missingMs).sum();
  }

  /** Audio before the first that there is of a session that began earlier, ms. */
  public long cutOffMs() {
    return sessions.values().stream()
        .mapToLong(session -> session.firstSample * 1_000 / session.rateHz)
        .sum();
  }
}
