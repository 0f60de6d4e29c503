package io.tenor.streams.monitor;

import io.tenor.streams.topology.BadRecordHandler;
import io.tenor.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How a monitor runs.
 *
 * @param applicationId names the consumer group, the transactions and the changelog topics:
 *     monitors of the same id share the sensors
 * @param client Kafka client properties, {@code bootstrap.servers} among them
 * @param topology what the topology depends on
 * @param threads stream threads
 * @param standbys copies of the state that other instances keep ready; 0 restores it from the
 *     changelogs when an instance is gone
 * @param sessionTimeout after this long without a sign of life an instance's sensors move to the
 *     others; a broker takes no less than 6 s unless it is told to
 * @param commitInterval how often a transaction is committed; events are readable after it
 * @param stateDirectory where Kafka Streams keeps its files (no audio: all stores are in memory)
 */
public record MonitorSettings(
    String applicationId,
    Map<String, String> client,
    TopologySettings topology,
    int threads,
    int standbys,
    Duration sessionTimeout,
    Duration commitInterval,
    Path stateDirectory) {

  /** The consumer group of a monitor that is not told another. */
  public static final String DEFAULT_APPLICATION_ID = "tenor-monitor";

  private static final Duration POLL = Duration.ofMillis(20);

  /** The least that a broker takes, unless it is told to take less. */
  public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  /** After this long a killed instance's transaction no longer holds back readers. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_REQUEST_BYTES = 4 << 20;
  private static final int BATCH_BYTES = 64 << 10;

  /**
   * A changelog's newest segment is never compacted, and all of it is read by who takes over: a
   * gibibyte, as Kafka has it, would be minutes of it.
   */
  public static final int SEGMENT_BYTES = 64 << 20;

  /** Copies the properties. */
  public MonitorSettings {
    client = Map.copyOf(client);
  }

  /** How often an instance gives a sign of life. */
  Duration heartbeat() {
    return sessionTimeout.dividedBy(4);
  }

  /** The Kafka Streams configuration. */
  public Properties streamsConfig() {
    var config = new Properties();
    config.putAll(client);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    config.putIfAbsent(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    // One replica where the cluster has one broker, the cluster's default elsewhere.
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    // Changelogs carry capture times: a sensor whose clock is ahead must not stop the monitor.
    config.put(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        Long.toString(Long.MAX_VALUE));
    config.putIfAbsent(
        StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
        Integer.toString(SEGMENT_BYTES));
    config.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecordHandler.class.getName());
    config.put(BadRecordHandler.DEAD_LETTER_TOPIC, topology.topics().rejected());
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        Math.toIntExact(sessionTimeout.toMillis()));
    config.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        Math.toIntExact(heartbeat().toMillis()));
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(TRANSACTION_TIMEOUT.toMillis()));
    config.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), commitInterval.toMillis());
    config.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // A chunk that is too large is refused by us, with a reason: its dead letter has to fit.
    config.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
    config.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return config;
  }
}
