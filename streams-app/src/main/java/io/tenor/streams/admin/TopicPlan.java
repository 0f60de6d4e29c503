package io.tenor.streams.admin;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How the topics of a deployment are to be.
 *
 * @param topics their names
 * @param partitions of every topic but those of models, rules and acknowledgements, which have one;
 *     at least 1. It is also the number of stream threads that can share the work
 * @param replicationFactor copies of every topic, at least 1; without it, the cluster's default
 */
public record TopicPlan(Topics topics, int partitions, Optional<Integer> replicationFactor) {

  /** Partitions where nothing else is asked for. */
  public static final int DEFAULT_PARTITIONS = 8;

  private static final Duration AUDIO_RETENTION = Duration.ofDays(1);
  private static final Duration REJECTED_RETENTION = Duration.ofDays(3);
  private static final Duration EVENT_RETENTION = Duration.ofDays(30);
  private static final Duration ACK_RETENTION = Duration.ofDays(30);
  private static final Duration ALERT_RETENTION = Duration.ofDays(90);

  /**
   * Twice the largest chunk that is accepted, so that one too large comes to the dead letters with
   * a reason instead of stopping its sensor.
   */
  private static final int MAX_AUDIO_BYTES = 2 << 20;

  /** Checks the numbers. */
  public TopicPlan {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "The number of partitions must be at least 1, but is " + partitions);
    }
    if (replicationFactor.filter(n -> n < 1 || n > Short.MAX_VALUE).isPresent()) {
      throw new IllegalArgumentException(
          "The replication factor must be at least 1, but is " + replicationFactor.get());
    }
  }

  /** Every topic of {@link Topics#all()}, with its settings. */
  public List<NewTopic> newTopics() {
    List<NewTopic> all = new ArrayList<>();
    for (SensorContext context : SensorContext.values()) {
      all.add(topic(topics.audio(context), partitions, audio(AUDIO_RETENTION)));
    }
    all.add(topic(topics.events(), partitions, retained(EVENT_RETENTION)));
    all.add(topic(topics.alerts(), partitions, retained(ALERT_RETENTION)));
    all.add(topic(topics.alertAcks(), 1, retained(ACK_RETENTION)));
    all.add(topic(topics.alertRules(), 1, compacted()));
    all.add(topic(topics.status(), partitions, compacted()));
    all.add(topic(topics.rejected(), partitions, audio(REJECTED_RETENTION)));
    all.add(topic(topics.models(), 1, compacted()));
    all.add(topic(topics.modelFiles(), 1, compacted()));
    all.add(topic(topics.modelStatus(), 1, compacted()));
    all.add(topic(topics.shadowEvents(), partitions, retained(EVENT_RETENTION)));
    all.add(topic(topics.labels(), partitions, retained(ALERT_RETENTION)));
    return all;
  }

  private NewTopic topic(String name, int count, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(count), replicationFactor.map(Integer::shortValue))
        .configs(settings);
  }

  private static Map<String, String> audio(Duration retention) {
    Map<String, String> settings = new HashMap<>(retained(retention));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_AUDIO_BYTES));
    return settings;
  }

  private static Map<String, String> retained(Duration retention) {
    Map<String, String> settings = new HashMap<>(eventTime());
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    return settings;
  }

  private static Map<String, String> compacted() {
    Map<String, String> settings = new HashMap<>(eventTime());
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return settings;
  }

  /**
   * Timestamps are capture times. A sensor whose clock is hours ahead must not be refused by the
   * broker (which by default allows one hour), and even less stop the monitor that writes its
   * events.
   */
  private static Map<String, String> eventTime() {
    return Map.of(
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "CreateTime",
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
        Long.toString(Long.MAX_VALUE));
  }
}
