package io.tenor.streams.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A part of a topic: from a time or offset on, up to a time or offset, the end left out. An offset
 * holds for every partition.
 *
 * @param from where it begins; empty for the oldest record that is kept
 * @param to where it ends; empty for the last record that is there when it is looked at
 */
public record TopicSpan(Optional<Bound> from, Optional<Bound> to) {

  /** All that is there. */
  public static final TopicSpan ALL = new TopicSpan(Optional.empty(), Optional.empty());

  /**
   * A record that came so much later than its own time says is not looked for behind the end of a
   * span: else a short span would be a reading of the whole topic.
   */
  public static final Duration LATEST = Duration.ofMinutes(10);

  /** Checks that the end is not before the beginning, where both are of one kind. */
  public TopicSpan {
    if (from.isPresent() && to.isPresent() && !isBefore(from.get(), to.get())) {
      throw new IllegalArgumentException(
          "the span ends at %s, which is not after %s".formatted(to.get(), from.get()));
    }
  }

  /** An end of a span. */
  public sealed interface Bound {

    /**
     * Reads an offset (digits) or a time: ISO 8601, {@code 2026-11-26T03:00:00Z} or with an offset
     * such as {@code +01:00}; without one it is UTC.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Bound parse(String text) {
      try {
        if (text.matches("\\d+")) {
          return new AtOffset(Long.parseLong(text));
        }
        return new AtTime(instant(text));
      } catch (DateTimeException | NumberFormatException e) {
        throw new IllegalArgumentException(
            "'%s' is neither an offset (a number) nor a time such as 2026-11-26T03:00:00Z"
                .formatted(text),
            e);
      }
    }

    private static Instant instant(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      }
    }
  }

  /** Of every partition, the record with this offset. */
  public record AtOffset(long offset) implements Bound {
    @Override
    public String toString() {
      return "offset " + offset;
    }
  }

  /** Records by their time, which for audio is that of its capture. */
  public record AtTime(Instant time) implements Bound {
    @Override
    public String toString() {
      return time.toString();
    }
  }

  /**
   * Offsets of a partition.
   *
   * @param next the next to read
   * @param end the first not to be read, at least {@code next}
   */
  public record Range(long next, long end) {}

  private static boolean isBefore(Bound from, Bound to) {
    if (from instanceof AtOffset first && to instanceof AtOffset last) {
      return first.offset() < last.offset();
    }
    if (from instanceof AtTime first && to instanceof AtTime last) {
      return first.time().isBefore(last.time());
    }
    return true;
  }

  /** Whether a record of this time is within the times that bound the span, if times do. */
  public boolean holds(long timestampMs) {
    return from.filter(AtTime.class::isInstance)
            .map(bound -> timestampMs >= ((AtTime) bound).time().toEpochMilli())
            .orElse(true)
        && to.filter(AtTime.class::isInstance)
            .map(bound -> timestampMs < ((AtTime) bound).time().toEpochMilli())
            .orElse(true);
  }

  /** The same without offsets, which mean nothing in another topic. */
  public TopicSpan timesOnly() {
    return new TopicSpan(
        from.filter(AtTime.class::isInstance), to.filter(AtTime.class::isInstance));
  }

  /**
   * Looks up what is to be read. Records in a range may still lie outside of the span's times: see
   * {@link #holds}.
   *
   * @param consumer of committed records
   * @param partitions that exist
   */
  public Map<TopicPartition, Range> ranges(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    var oldest = consumer.beginningOffsets(partitions);
    var newest = consumer.endOffsets(partitions);
    var starts = from.map(bound -> offsets(consumer, partitions, bound, Duration.ZERO));
    var ends = to.map(bound -> offsets(consumer, partitions, bound, LATEST));
    var ranges = new HashMap<TopicPartition, Range>();
    for (var partition : partitions) {
      long first = oldest.get(partition);
      long last = newest.get(partition);
      BiFunction<Optional<Map<TopicPartition, Long>>, Long, Long> within =
          (asked, otherwise) ->
              asked
                  .map(found -> found.getOrDefault(partition, last))
                  .map(offset -> Math.max(first, Math.min(last, offset)))
                  .orElse(otherwise);
      long next = within.apply(starts, first);
      ranges.put(partition, new Range(next, Math.max(next, within.apply(ends, last))));
    }
    return ranges;
  }

  /** The offsets of a bound; a partition without such a record is left out. */
  private static Map<TopicPartition, Long> offsets(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Bound bound, Duration later) {
    var offsets = new HashMap<TopicPartition, Long>();
    if (bound instanceof AtOffset at) {
      partitions.forEach(partition -> offsets.put(partition, at.offset()));
    } else if (bound instanceof AtTime at) {
      var asked = new HashMap<TopicPartition, Long>();
      long timeMs = Math.max(0, at.time().plus(later).toEpochMilli());
      partitions.forEach(partition -> asked.put(partition, timeMs));
      for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
          consumer.offsetsForTimes(asked).entrySet()) {
        if (found.getValue() != null) {
          offsets.put(found.getKey(), found.getValue().offset());
        }
      }
    }
    return offsets;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    from.ifPresent(bound -> parts.add("from " + bound));
    to.ifPresent(bound -> parts.add("to " + bound));
    return String.join(" ", parts);
  }
}
