package io.tenor.streams.admin;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Tells topics apart that have one name: one that is deleted and made again has another id. */
public final class TopicIdentities {

  private TopicIdentities() {}

  /**
   * The ids of these topics, without those that do not exist just now.
   *
   * @throws KafkaException what the cluster answers instead
   */
  public static Map<String, Uuid> of(Admin admin, Collection<String> topics) {
    Map<String, Uuid> ids = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, description) -> {
              try {
                ids.put(topic, Answers.get(description).topicId());
              } catch (UnknownTopicOrPartitionException e) {
                // It does not exist: whoever makes it again makes another one.
              }
            });
    return ids;
  }
}
