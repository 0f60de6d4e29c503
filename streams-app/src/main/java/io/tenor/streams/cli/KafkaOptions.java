package io.tenor.streams.cli;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Option;

/**
 * The options of every command that talks to Kafka, and the client properties that follow from
 * them. What {@code --config} names overrides our defaults, and {@code --bootstrap-server}
 * overrides both.
 */
public final class KafkaOptions {

  /** Where a broker is looked for when nothing else is said. */
  public static final String DEFAULT_BOOTSTRAP_SERVER = "localhost:9092";

  /** How long a command waits for a broker's first answer. */
  private static final String PATIENCE_MS = "10000";

  private static final String REQUEST_MS = "8000";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = {
        "The Kafka broker; several with commas between.",
        "Default: bootstrap.servers of --config, else " + DEFAULT_BOOTSTRAP_SERVER + "."
      })
  private Optional<String> bootstrapServer = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Kafka client properties (TLS, SASL and any other), one name=value a line.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Put before every topic's name, such as 'prod.'. Default: none.")
  private String topicPrefix = "";

  /** The options of a command that has started a broker of its own. */
  static KafkaOptions of(EmbeddedBroker broker) {
    return of(broker.bootstrapServers());
  }

  /** The options of a command that knows where its broker is. */
  static KafkaOptions of(String bootstrapServers) {
    var options = new KafkaOptions();
    options.bootstrapServer = Optional.of(bootstrapServers);
    return options;
  }

  /** The topics' names. */
  public Topics topics() {
    try {
      return new Topics(topicPrefix);
    } catch (IllegalArgumentException e) {
      throw UserException.wrongUse(e.getMessage(), e);
    }
  }

  /** Where the broker is looked for. */
  public String bootstrapServers() {
    return clientProps().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** What the options say and nothing more: for Kafka Streams. */
  public Map<String, String> clientProps() {
    Map<String, String> properties = new HashMap<>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP_SERVER);
    config.ifPresent(file -> properties.putAll(read(file)));
    bootstrapServer.ifPresent(
        address -> properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, address));
    return properties;
  }

  /** For an admin client that gives up after ten seconds. */
  public Map<String, Object> adminProps() {
    return with(
        Map.of(
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS));
  }

  /** For a producer of bytes that loses and doubles nothing. */
  public Map<String, Object> producerProps() {
    return with(
        Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName(),
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class.getName(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            // On a partition made just now a broker takes whatever batch comes first: a second one
            // that overtook the first would shut it out for good.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            "1",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE_MS));
  }

  /** For a consumer of bytes that sees committed records only and is in no group. */
  public Map<String, Object> consumerProps() {
    return with(
        Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName(),
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class.getName(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_MS,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PATIENCE_MS));
  }

  /**
   * Makes sure that a broker answers and has these topics.
   *
   * @throws UserException naming the missing ones and the command that creates them
   */
  public void requireTopics(Collection<String> names) {
    try (Admin admin = Admin.create(adminProps())) {
      List<String> missing = new TopicAdmin(admin).missing(names);
      if (!missing.isEmpty()) {
        throw missingTopics(missing);
      }
    }
  }

  /** Says that topics are missing. */
  UserException missingTopics(Collection<String> names) {
    String which = String.join(", ", names);
    String command = "./tenor topics create" + (topicPrefix.isEmpty() ? "" : " --topic-prefix ");
    return UserException.failure(
        "The broker at %s has no topic %s: create the topics with %s%s."
            .formatted(bootstrapServers(), which, command, topicPrefix));
  }

  private Map<String, Object> with(Map<String, String> defaults) {
    Map<String, Object> properties = new HashMap<>(defaults);
    properties.putAll(clientProps());
    return properties;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw UserException.wrongUse(
          "The Kafka properties file %s cannot be read (%s): give a file of name=value lines with --config."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
    Map<String, String> read = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }
}
