package io.tenor.streams.load;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM's log of its garbage collections ({@code -Xlog:gc:file=…:time}) says of a stretch of
 * time. Collections that run beside the program are no pauses, and are left out.
 *
 * @param collections how many times the program stood still
 * @param longestMs the longest of these pauses, milliseconds
 * @param totalMs all of them
 * @param allocatedBytes what was allocated from the first to the last collection; a megabyte a
 *     collection is not told
 * @param betweenSeconds time from the first to the last
 */
public record GcLog(
    int collections, double longestMs, double totalMs, long allocatedBytes, double betweenSeconds) {

  private static final Pattern PAUSE =
      Pattern.compile("^\\[([^\\]]+)\\].* Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms$");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);
  private static final long MEGABYTE = 1 << 20;

  /** What is written of a stretch of time, its end not included. */
  public static GcLog of(Stream<String> lines, Instant from, Instant to) {
    var sum = new Sum(from, to);
    lines.forEach(sum::add);
    return sum.sum();
  }

  /** Bytes that are allocated in a second; 0 if there were fewer than two collections. */
  public double bytesPerSecond() {
    return betweenSeconds > 0 ? allocatedBytes / betweenSeconds : 0;
  }

  private static final class Sum {
    private final Instant from;
    private final Instant to;
    private int collections;
    private double longestMs;
    private double totalMs;
    private long allocated;
    private long left = -1;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    Sum(Instant from, Instant to) {
      this.from = from;
      this.to = to;
    }

    void add(String line) {
      var pause = PAUSE.matcher(line);
      if (!pause.matches()) {
        return;
      }
      var at = OffsetDateTime.parse(pause.group(1), TIME).toInstant();
      if (at.isBefore(from) || !at.isBefore(to)) {
        return;
      }
      collections++;
      double ms = Double.parseDouble(pause.group(4));
      longestMs = Math.max(longestMs, ms);
      totalMs += ms;
      if (left >= 0) {
        allocated += (Long.parseLong(pause.group(2)) - left) * MEGABYTE;
      }
      left = Long.parseLong(pause.group(3));
      first = at.isBefore(first) ? at : first;
      last = at;
    }

    GcLog sum() {
      double seconds = collections < 2 ? 0 : (last.toEpochMilli() - first.toEpochMilli()) / 1e3;
      return new GcLog(collections, longestMs, totalMs, Math.max(0, allocated), seconds);
    }
  }
}
