package io.tenor.streams.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay reads, decided when it begins and kept with its position, so that one that goes on
 * ends where it was to end and shifts times as it did.
 *
 * @param ranges what is left to read of each partition
 * @param shiftMs added to the records' times
 */
public record ReplayPlan(Map<TopicPartition, TopicSpan.Range> ranges, long shiftMs) {

  private static final Pattern NOTE = Pattern.compile("shift=(-?\\d+) end=(\\d+)");

  /** Copies the ranges. */
  public ReplayPlan {
    ranges = Map.copyOf(ranges);
  }

  /** What is kept with the position in a partition. */
  String note(TopicPartition partition) {
    return "shift=%d end=%d".formatted(shiftMs, ranges.get(partition).end());
  }

  /**
   * The plan of a replay that was begun.
   *
   * @param position what its group has committed
   * @return empty if nothing was committed
   */
  public static Optional<ReplayPlan> resume(Map<TopicPartition, OffsetAndMetadata> position) {
    long shiftMs = 0;
    var left = new HashMap<TopicPartition, TopicSpan.Range>();
    for (var entry : position.entrySet()) {
      var note = NOTE.matcher(entry.getValue().metadata());
      if (note.matches()) {
        shiftMs = Long.parseLong(note.group(1));
        long next = entry.getValue().offset();
        long end = Math.max(next, Long.parseLong(note.group(2)));
        left.put(entry.getKey(), new TopicSpan.Range(next, end));
      }
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(new ReplayPlan(left, shiftMs));
  }
}
