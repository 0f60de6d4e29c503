package io.tenor.streams.admin;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How much topics hold, as the brokers say it to somebody who reads none of their records. */
public final class PartitionSizes {

  private PartitionSizes() {}

  /**
   * Records that these topics retain, marks of transactions among them.
   *
   * @throws KafkaException what the cluster answers instead
   */
  public static long records(Admin admin, Collection<String> topics) {
    var partitions =
        Answers.get(admin.describeTopics(topics).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .toList();
    return sum(admin, partitions, OffsetSpec::latest)
        - sum(admin, partitions, OffsetSpec::earliest);
  }

  private static long sum(
      Admin admin, Collection<TopicPartition> partitions, Supplier<OffsetSpec> which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, p -> which.get()));
    var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return Answers.get(admin.listOffsets(asked, options).all()).values().stream()
        .mapToLong(found -> found.offset())
        .sum();
  }
}
