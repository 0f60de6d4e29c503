package io.tenor.streams;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record with any timestamp, also -1 as of clients that leave the time out: the constructor of a
 * record refuses it, the Java client does not.
 */
public final class UntimedRecord extends ProducerRecord<byte[], byte[]> {

  private final long timestampMs;

  /** A record with this timestamp. */
  public UntimedRecord(String topic, long timestampMs, byte[] key, byte[] value) {
    super(topic, key, value);
    this.timestampMs = timestampMs;
  }

  @Override
  public Long timestamp() {
    return timestampMs;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof UntimedRecord record
        && record.timestampMs == timestampMs;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
