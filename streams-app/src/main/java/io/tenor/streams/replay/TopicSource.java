package io.tenor.streams.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of some partitions up to where they ended when it was begun. Those of a partition
 * keep their order; between partitions the earliest comes first, so that sensors stay in step with
 * each other however the brokers answer.
 */
public final class TopicSource implements RecordSource {

  private static final Duration POLL = Duration.ofMillis(100);

  /** A partition with so many records waiting here is not read further until there are fewer. */
  private static final int MOST_WAITING = 1_000;

  private final Consumer<byte[], byte[]> consumer;
  private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
  private final ToLongFunction<ConsumerRecord<byte[], byte[]>> order;
  private final ReplayPlan plan;
  private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
  private final long all;

  /** One partition: what was read of it and waits here, and where it stands. */
  private static final class Lane {
    private final Queue<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final long end;
    private long next;
    private long read;

    Lane(TopicSpan.Range range) {
      next = range.next();
      read = range.next();
      end = range.end();
    }

    boolean isRead() {
      return read >= end;
    }

    /** What lies behind: also what was left out. */
    long left() {
      return waiting.isEmpty() ? end - Math.min(end, read) : end - waiting.peek().offset();
    }
  }

  /**
   * A source that has read nothing.
   *
   * @param consumer in no group, of committed records; this assigns its partitions and closes it
   * @param plan what to read of each partition; kept with every position
   * @param wanted what to give of it
   * @param order by what the first of several partitions' next records is chosen; asked again
   *     whenever a record was given
   */
  public TopicSource(
      Consumer<byte[], byte[]> consumer,
      ReplayPlan plan,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      ToLongFunction<ConsumerRecord<byte[], byte[]>> order) {
    this.consumer = consumer;
    this.wanted = wanted;
    this.order = order;
    this.plan = plan;
    var ranges = plan.ranges();
    // Of two that are due at once the same one comes first in every run.
    ranges.keySet().stream()
        .sorted(
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
        .forEach(partition -> lanes.put(partition, new Lane(ranges.get(partition))));
    all = ranges.values().stream().mapToLong(range -> range.end() - range.next()).sum();
    consumer.assign(ranges.keySet());
    ranges.forEach((partition, range) -> consumer.seek(partition, range.next()));
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> next() {
    while (lanes.values().stream().anyMatch(lane -> lane.waiting.isEmpty() && !lane.isRead())) {
      read();
    }
    Lane first = null;
    long least = Long.MAX_VALUE;
    for (var lane : lanes.values()) {
      if (!lane.waiting.isEmpty()) {
        long place = order.applyAsLong(lane.waiting.peek());
        if (first == null || place < least) {
          first = lane;
          least = place;
        }
      }
    }
    if (first == null) {
      lanes.values().forEach(lane -> lane.next = Math.max(lane.next, lane.end));
      return Optional.empty();
    }
    var record = first.waiting.remove();
    first.next = record.offset() + 1;
    return Optional.of(record);
  }

  private void read() {
    lanes.forEach(
        (partition, lane) -> {
          if (lane.isRead() || lane.waiting.size() >= MOST_WAITING) {
            consumer.pause(Set.of(partition));
          } else {
            consumer.resume(Set.of(partition));
          }
        });
    for (var record : consumer.poll(POLL)) {
      var lane = lanes.get(new TopicPartition(record.topic(), record.partition()));
      if (record.offset() < lane.end && wanted.test(record)) {
        lane.waiting.add(record);
      }
    }
    // A partition may end with what is no record: the marks of transactions.
    lanes.forEach((partition, lane) -> lane.read = consumer.position(partition));
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> position() {
    var position = new HashMap<TopicPartition, OffsetAndMetadata>();
    lanes.forEach(
        (partition, lane) ->
            position.put(partition, new OffsetAndMetadata(lane.next, plan.note(partition))));
    return position;
  }

  @Override
  public Extent extent() {
    long left = lanes.values().stream().mapToLong(Lane::left).sum();
    return new Extent(all - left, all);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
