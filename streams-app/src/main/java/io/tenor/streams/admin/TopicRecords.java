package io.tenor.streams.admin;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was written to a topic so far. */
public final class TopicRecords {

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicRecords() {}

  /**
   * Reads from the beginning to where the topic ends now; the records of a partition are in their
   * order.
   *
   * @param consumer in no group
   */
  public static void each(
      Consumer<byte[], byte[]> consumer,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> step) {
    var partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      consumer.poll(POLL).forEach(step);
    }
  }
}
