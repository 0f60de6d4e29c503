package io.tenor.streams.monitor;

import io.tenor.streams.admin.GroupOffsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what a monitor heard is committed: Kafka Streams keeps to itself that its last commit has
 * failed, so the brokers are asked.
 */
final class LastCommit {

  private static final Logger LOG = LoggerFactory.getLogger(LastCommit.class);
  private static final String PATIENCE_MS = "5000";

  private LastCommit() {}

  /**
   * Asks for the offsets of the monitor's group.
   *
   * @param heard offset of the last record that was heard, by partition
   * @return whether each is committed; false too if nobody answers
   */
  static boolean holds(MonitorSettings settings, Map<TopicPartition, Long> heard) {
    if (heard.isEmpty()) {
      return true;
    }
    Map<String, Object> client = new HashMap<>(settings.client());
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    try (var admin = Admin.create(client)) {
      var committed = GroupOffsets.committed(admin, settings.applicationId());
      return heard.entrySet().stream()
          .allMatch(
              last -> {
                var next = committed.get(last.getKey());
                return next != null && next.offset() > last.getValue();
              });
    } catch (KafkaException e) {
      LOG.debug("Nobody says whether the last commit holds", e);
      return false;
    }
  }
}
