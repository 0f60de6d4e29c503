package io.tenor.streams.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where partitions end, as the brokers say it to somebody who reads none of their records. */
public final class PartitionEnds {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionEnds.class);

  private PartitionEnds() {}

  /**
   * All partitions of these topics.
   *
   * @throws ExecutionException if there is no such topic, or the brokers do not answer
   */
  public static Set<TopicPartition> partitions(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition())))
        .collect(Collectors.toSet());
  }

  /**
   * The offset after the last record of each partition for readers of this kind: for those of
   * committed records the last stable offset. Without partitions whose end nobody tells just now,
   * as of one without a leader.
   */
  public static Map<TopicPartition, Long> of(
      Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolation)
      throws InterruptedException {
    var asked =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())),
            new ListOffsetsOptions(isolation));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (var partition : partitions) {
      try {
        ends.put(partition, asked.partitionResult(partition).get().offset());
      } catch (ExecutionException e) {
        LOG.debug("The end of a partition is not known just now", e);
      }
    }
    return ends;
  }
}
