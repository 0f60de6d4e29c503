package io.tenor.streams.replay;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where recorded records come from, in the order in which they are to be sent. For one thread. */
public interface RecordSource extends AutoCloseable {

  /** The next record; empty at the end. Its key and value may be null, as they were recorded. */
  Optional<ConsumerRecord<byte[], byte[]>> next();

  /**
   * Where to go on after the record that was given last: a consumer group's offsets, which a
   * transaction commits together with what was sent.
   */
  Map<TopicPartition, OffsetAndMetadata> position();

  /** How far it is. */
  Extent extent();

  /**
   * How far a source is.
   *
   * @param done steps that lie behind, from 0
   * @param all steps in all, at least {@code done}; what a step is, the source knows
   */
  record Extent(long done, long all) {

    /** The share that lies behind, 0 to 1; 1 if there is nothing at all. */
    public double share() {
      return all == 0 ? 1 : (double) done / all;
    }
  }

  @Override
  void close();
}
