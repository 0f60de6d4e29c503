package io.tenor.streams.webhook;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** The properties of a consumer that reads for a sink. */
public final class SinkConsumer {

  private SinkConsumer() {}

  /**
   * What a sink needs, over what is asked for.
   *
   * @param base of a consumer of bytes that sees committed records only
   */
  public static Map<String, Object> properties(Map<String, Object> base, String group) {
    var properties = new HashMap<>(base);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A group gets its place before it reads. A partition without one is newer than the group, or
    // has lost what was not read yet: in both cases the oldest alert that is kept is the next.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Lanes.FULL);
    var protocol = String.valueOf(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG));
    if (!GroupProtocol.CONSUMER.name().equalsIgnoreCase(protocol)) {
      // Lanes go on through a rebalance that leaves them where they are.
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return properties;
  }
}
