package io.tenor.streams.replay;

import io.tenor.streams.ingest.CommonClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * When each record of a recording is due, by a clock that all sensors share ({@link CommonClock}):
 * a sensor's records keep their distances, one whose clock is wrong holds nobody up, and pauses of
 * everybody that are longer than {@code longestPause} are left out.
 */
public final class Pacer {

  /** The longest pause that is kept unless another is asked for. */
  public static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final CommonClock<ByteBuffer> clock;
  private OptionalLong startMs = OptionalLong.empty();

  /** A pacer that has seen nothing. */
  public Pacer(Duration longestPause) {
    this.clock = new CommonClock<>(longestPause.toMillis());
  }

  /** When a record is due on the recording's clock, ms; does not move it. */
  public long dueMs(ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() < 0
        ? clock.nowMs() // it came when the one before it came, as far as anybody knows
        : clock.at(sensor(record), record.timestamp());
  }

  /**
   * Takes a record as sent.
   *
   * @return when it was due since the first record, ms; never less than for the one before
   */
  public long advance(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestamp() < 0) {
      return startMs.isEmpty() ? 0 : clock.nowMs() - startMs.getAsLong();
    }
    long nowMs = clock.advance(sensor(record), record.timestamp());
    if (startMs.isEmpty()) {
      startMs = OptionalLong.of(nowMs);
    }
    return nowMs - startMs.getAsLong();
  }

  private static ByteBuffer sensor(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(record.key());
  }
}
