package io.tenor.streams.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that is sent again, with the time that it had. A record can have none (-1, as of clients
 * that leave it out): the constructor of the producer's record refuses that, the producer and the
 * brokers do not.
 */
final class SentRecord extends ProducerRecord<byte[], byte[]> {

  private static final long NONE = -1;

  private final long timeMs;

  private SentRecord(String topic, ConsumerRecord<byte[], byte[]> record, long timeMs) {
    super(topic, null, null, record.key(), record.value(), record.headers());
    this.timeMs = timeMs;
  }

  /**
   * A record for a topic, in the partition of its key.
   *
   * @param shiftMs added to its time, if it has one; not to before 1970
   */
  static SentRecord of(String topic, ConsumerRecord<byte[], byte[]> record, long shiftMs) {
    long timeMs = record.timestamp();
    return new SentRecord(topic, record, timeMs < 0 ? NONE : Math.max(0, timeMs + shiftMs));
  }

  @Override
  public Long timestamp() {
    return timeMs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentRecord sent && sent.timeMs == timeMs && super.equals(other);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Long.hashCode(timeMs);
  }
}
