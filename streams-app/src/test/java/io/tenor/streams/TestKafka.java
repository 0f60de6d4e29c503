package io.tenor.streams;

import io.tenor.broker.LocalBroker;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker for a test: the one at the address in {@code TENOR_TEST_BOOTSTRAP_SERVER}, else one
 * in a container where Docker answers, else one in this JVM.
 */
public final class TestKafka implements AutoCloseable {

  private static final String ADDRESS = "TENOR_TEST_BOOTSTRAP_SERVER";
  private static final String IMAGE = "apache/kafka:4.3.1";

  private final String bootstrapServers;
  private final AutoCloseable broker;

  private TestKafka(String bootstrapServers, AutoCloseable broker) {
    this.bootstrapServers = bootstrapServers;
    this.broker = broker;
  }

  /** Starts or finds the broker. */
  public static TestKafka start() {
    var address = Optional.ofNullable(System.getenv(ADDRESS)).filter(a -> !a.isBlank());
    if (address.isPresent()) {
      return new TestKafka(address.get(), () -> {});
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      var container = new KafkaContainer(IMAGE);
      container.start();
      return new TestKafka(container.getBootstrapServers(), container);
    }
    var local = LocalBroker.start(LocalBroker.Options.temporary());
    return new TestKafka(local.bootstrapServers(), local);
  }

  /** Starts one in this JVM, with these settings over its own. */
  public static TestKafka local(Map<String, String> settings) {
    var local = LocalBroker.start(LocalBroker.Options.temporary().withSettings(settings, Map.of()));
    return new TestKafka(local.bootstrapServers(), local);
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Client properties. */
  public Map<String, String> client() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }

  /** Topics of their own for one test, freshly created. */
  public Topics createTopics(int partitions) {
    var topics = new Topics("t" + UUID.randomUUID().toString().substring(0, 8) + ".");
    try (var admin = Admin.create(Patience.client(client()))) {
      new TopicAdmin(admin).create(new TopicPlan(topics, partitions, Optional.empty()));
    }
    return topics;
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not stop", e);
    }
  }
}
