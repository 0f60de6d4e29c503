package io.tenor.streams.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits how far the lanes have come: never past an alert that was not accepted. */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final Lanes lanes;
  private final InstantSource time;
  private final Duration patience;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private Instant lastCommit;

  /**
   * Nothing is committed yet.
   *
   * @param patience how long {@link #commit} waits for the brokers
   */
  Progress(Lanes lanes, InstantSource time, Duration patience) {
    this.lanes = lanes;
    this.time = time;
    this.patience = patience;
    this.lastCommit = time.instant();
  }

  /** Commits if the last time was a second ago, and does not wait for it. */
  void commitNowAndThen(Consumer<byte[], byte[]> consumer) {
    var now = time.instant();
    if (Duration.between(lastCommit, now).compareTo(COMMIT_EVERY) < 0) {
      return;
    }
    lastCommit = now;
    var due = uncommitted(consumer.assignment());
    if (!due.isEmpty()) {
      consumer.commitAsync(
          due,
          (offsets, failure) -> {
            if (failure == null) {
              note(offsets);
            }
            // Otherwise they are due again a second from now.
          });
    }
  }

  /** Commits now. Where that fails alerts come twice, which is said to receivers. */
  void commit(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    var due = uncommitted(partitions);
    if (due.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(due, patience);
      note(due);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("offsets were not committed: alerts will be sent again");
    }
  }

  /** Forgets partitions that somebody else has now. */
  void forget(Collection<TopicPartition> partitions) {
    committed.keySet().removeAll(partitions);
  }

  private Map<TopicPartition, OffsetAndMetadata> uncommitted(
      Collection<TopicPartition> partitions) {
    var due = new HashMap<TopicPartition, OffsetAndMetadata>();
    lanes
        .resumeAt()
        .forEach(
            (partition, offset) -> {
              if (partitions.contains(partition) && !offset.equals(committed.get(partition))) {
                due.put(partition, new OffsetAndMetadata(offset));
              }
            });
    return due;
  }

  private void note(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
  }
}
