package io.tenor.streams.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Where a consumer group stands in a topic. */
public final class GroupOffsets {

  private GroupOffsets() {}

  /**
   * Gives a group its place in a topic before it reads, so that what comes between its first start
   * and its first commit is not lost. Where it has a place it keeps it; a partition that came later
   * than the group begins with its oldest record.
   *
   * @param fromBeginning where a new group begins: with the oldest record, or with the next one
   * @return false if the group has no place and is in use: by consumers of another topic
   * @throws KafkaException what the cluster answers instead
   */
  public static boolean begin(Admin admin, String group, String topic, boolean fromBeginning) {
    var partitions = partitions(admin, topic);
    var placed = placed(admin, group);
    boolean isNew = partitions.stream().noneMatch(placed::contains);
    partitions.removeAll(placed);
    if (partitions.isEmpty()) {
      return true;
    }
    var first = isNew && !fromBeginning ? OffsetSpec.latest() : OffsetSpec.earliest();
    try {
      place(admin, group, offsets(admin, partitions, first));
      return true;
    } catch (UnknownMemberIdException e) {
      // The group has members. If they read this topic, the first of them has given it its place.
      return placed(admin, group).stream().anyMatch(p -> p.topic().equals(topic));
    }
  }

  /** What a group has committed, once no transaction of it is open any more. */
  public static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) {
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    Answers.get(admin.listConsumerGroupOffsets(group, options).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(partition, offset);
              }
            });
    return offsets;
  }

  /** Sets where a group without members goes on. */
  public static void set(Admin admin, String group, Map<TopicPartition, Long> offsets) {
    var places = new HashMap<TopicPartition, OffsetAndMetadata>();
    offsets.forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
    place(admin, group, places);
  }

  /** Forgets a group without members; one that there is not is no fault. */
  public static void forget(Admin admin, String group) {
    try {
      Answers.get(admin.deleteConsumerGroups(Set.of(group)).all());
    } catch (GroupIdNotFoundException e) {
      // There was nothing to forget.
    }
  }

  private static Set<TopicPartition> partitions(Admin admin, String topic) {
    var description = Answers.get(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
    return description.partitions().stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .collect(Collectors.toSet());
  }

  private static Set<TopicPartition> placed(Admin admin, String group) {
    return committed(admin, group).keySet();
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec) {
    var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, p -> spec));
    var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return Answers.get(admin.listOffsets(asked, options).all()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue().offset())));
  }

  private static void place(
      Admin admin, String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
    Answers.get(admin.alterConsumerGroupOffsets(group, offsets).all());
  }
}
