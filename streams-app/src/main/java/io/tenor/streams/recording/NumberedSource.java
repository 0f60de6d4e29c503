package io.tenor.streams.recording;

import io.tenor.streams.replay.RecordSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/**
 * A source whose records have numbers from 0. Its position is the number of the next one, kept as
 * the offset of a group in the first partition of a topic that it writes: any partition would do,
 * and that one is there. A time goes with it, which a source that goes on has to have again.
 */
public abstract class NumberedSource implements RecordSource {

  private final TopicPartition place;
  private final long timeMs;
  private long next;

  /**
   * A source at some place.
   *
   * @param topic in whose first partition the position is kept
   * @param timeMs kept with the position
   * @param next number of the next record
   */
  NumberedSource(String topic, long timeMs, long next) {
    this.place = new TopicPartition(topic, 0);
    this.timeMs = timeMs;
    this.next = next;
  }

  /** Where a source like this goes on. */
  public record Position(long next, long timeMs) {

    /**
     * The position that a group has committed.
     *
     * @return empty if there is none
     */
    public static Optional<Position> of(Map<TopicPartition, OffsetAndMetadata> committed) {
      return committed.values().stream()
          .filter(offset -> time(offset.metadata()).isPresent())
          .map(offset -> new Position(offset.offset(), time(offset.metadata()).getAsLong()))
          .findFirst();
    }

    private static OptionalLong time(String metadata) {
      return metadata.matches("time=-?\\d{1,18}")
          ? OptionalLong.of(Long.parseLong(metadata.substring("time=".length())))
          : OptionalLong.empty();
    }
  }

  /** How many numbers there are. */
  protected abstract long count();

  /** The record of a number; some numbers have none. */
  protected abstract Optional<ConsumerRecord<byte[], byte[]>> record(long number);

  /** A record that was captured then. */
  static ConsumerRecord<byte[], byte[]> record(
      String topic, long number, long timestampMs, byte[] key, byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        number,
        timestampMs,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        headers,
        Optional.empty());
  }

  @Override
  public Optional<ConsumerRecord<byte[], byte[]>> next() {
    while (next < count()) {
      var record = record(next++);
      if (record.isPresent()) {
        return record;
      }
    }
    return Optional.empty();
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> position() {
    return Map.of(place, new OffsetAndMetadata(next, "time=" + timeMs));
  }

  @Override
  public Extent extent() {
    return new Extent(next, count());
  }

  @Override
  public void close() {}
}
