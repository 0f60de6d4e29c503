package io.tenor.streams.replay;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends the records of a source again. What was sent and how far the source has come are one
 * transaction, so a transfer that was stopped or killed goes on with neither a record lost nor one
 * sent twice, for readers of committed records.
 */
public final class Transfer {

  /** What was sent becomes readable after so long at the latest. */
  private static final Duration COMMIT = Duration.ofMillis(100);

  /** Before a longer wait, what was sent is committed. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(20);

  private static final long TELL_NANOS = Duration.ofMillis(250).toNanos();

  private final RecordSource source;
  private final Producer<byte[], byte[]> producer;
  private final ConsumerGroupMetadata group;
  private final Settings settings;
  private final Pacer pacer;
  private final CountDownLatch stop = new CountDownLatch(1);
  private long sent;
  private long openSinceNanos;
  private boolean open;

  /**
   * How records are sent.
   *
   * @param target the topic for those of a topic
   * @param shiftMs added to their times
   * @param speed how many times faster than they were recorded; empty for as fast as the broker
   *     takes them
   */
  public record Settings(UnaryOperator<String> target, long shiftMs, OptionalDouble speed) {}

  /** Is told how far it is, a few times a second. */
  public interface Listener {
    /** Records sent so far in this run, and how far the source is. */
    void at(long sent, RecordSource.Extent extent);
  }

  /**
   * A transfer that has not begun.
   *
   * @param producer transactional, its transactions initialised
   * @param group that keeps the position
   * @param pacer that also orders the source
   */
  public Transfer(
      RecordSource source,
      Producer<byte[], byte[]> producer,
      ConsumerGroupMetadata group,
      Settings settings,
      Pacer pacer) {
    this.source = source;
    this.producer = producer;
    this.group = group;
    this.settings = settings;
    this.pacer = pacer;
  }

  /** Asks it to end after the record at hand; from another thread. */
  public void stop() {
    stop.countDown();
  }

  /** Records sent so far. */
  public long sent() {
    return sent;
  }

  /**
   * Sends until the source ends or it is asked to stop, and returns when all of it is committed.
   *
   * @return whether the source has ended
   * @throws org.apache.kafka.common.KafkaException if the broker does not take it; what is not
   *     committed is sent again by the next transfer
   */
  public boolean run(Listener listener) throws InterruptedException {
    begin();
    commit(source.position()); // Where it began is known from now on, also if nothing is sent.
    long startNanos = System.nanoTime();
    long toldNanos = startNanos;
    while (stop.getCount() > 0) {
      // Where to go on if what comes next is not sent: it is only waited for at a pace.
      var before =
          settings.speed().isPresent()
              ? source.position()
              : Map.<TopicPartition, OffsetAndMetadata>of();
      var record = source.next();
      if (record.isEmpty()) {
        begin();
        commit(source.position());
        listener.at(sent, source.extent());
        return true;
      }
      long dueMs = pacer.advance(record.get());
      if (settings.speed().isPresent()) {
        long dueNanos = (long) (dueMs * 1e6 / settings.speed().getAsDouble());
        if (!await(startNanos + dueNanos - System.nanoTime(), before)) {
          return false;
        }
      }
      send(record.get());
      long now = System.nanoTime();
      if (now - openSinceNanos > COMMIT.toNanos()) {
        commit(source.position());
      }
      if (now - toldNanos > TELL_NANOS) {
        toldNanos = now;
        listener.at(sent, source.extent());
      }
    }
    commit(source.position());
    return false;
  }

  /** Waits; false if it was asked to stop meanwhile. */
  private boolean await(long nanos, Map<TopicPartition, OffsetAndMetadata> before)
      throws InterruptedException {
    if (nanos > SHORT_WAIT.toNanos()) {
      commit(before);
    }
    if (nanos > 0 && stop.await(nanos, TimeUnit.NANOSECONDS)) {
      commit(before);
      return false;
    }
    return true;
  }

  private void send(ConsumerRecord<byte[], byte[]> record) {
    begin();
    // What cannot be sent fails the commit.
    var unused =
        producer.send(
            SentRecord.of(settings.target().apply(record.topic()), record, settings.shiftMs()));
    sent++;
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
      openSinceNanos = System.nanoTime();
    }
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> position) {
    if (open) {
      producer.sendOffsetsToTransaction(position, group);
      producer.commitTransaction();
      open = false;
    }
  }
}
