package io.tenor.streams.admin;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The partitions of topics that exist, for consumers that read all of them in no group. */
public final class TopicPartitions {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 50;

  private TopicPartitions() {}

  /**
   * All partitions of a topic. A topic that was made just now is not known to every broker at once:
   * it is asked for until it is.
   *
   * @throws IllegalStateException if nobody knows the topic after ten seconds
   */
  public static List<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (!partitions.isEmpty()) {
        return partitions;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the brokers do not know the topic " + topic);
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while looking for the topic " + topic, e);
      }
    }
  }
}
