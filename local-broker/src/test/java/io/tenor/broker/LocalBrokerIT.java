package io.tenor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerIT {

  private static final String TOPIC = "numbers";

  @TempDir private Path directory;

  @Test
  void recordsOfACommittedTransactionSurviveARestartOnTheSameDirectory() throws Exception {
    // Given
    Path data = directory.resolve("kept here");
    LocalBroker.Options options = LocalBroker.Options.temporary().withDataDirectory(data);
    int firstPort;
    try (LocalBroker broker = LocalBroker.start(options)) {
      firstPort = broker.port();
      createTopic(broker);
      writeInTransaction(broker, List.of("one", "two"), true);
      writeInTransaction(broker, List.of("aborted"), false);
      assertThat(readCommitted(broker, 2)).containsExactly("one", "two");
    }
    // When
    try (LocalBroker broker = LocalBroker.start(options.withPort(firstPort))) {
      writeInTransaction(broker, List.of("three"), true);
      // Then
      assertThat(broker.port()).isEqualTo(firstPort);
      assertThat(readCommitted(broker, 3)).containsExactly("one", "two", "three");
    }
    assertThat(data.resolve(TOPIC + "-0")).isDirectory();
  }

  @Test
  void aTemporaryBrokerLeavesNothingAndCreatesNoTopicOnItsOwn() throws Exception {
    // Given
    LocalBroker broker = LocalBroker.start(LocalBroker.Options.temporary());
    Path data = broker.dataDirectory();
    try (Admin admin = Admin.create(client(broker))) {
      // When
      assertThatThrownBy(
              () -> admin.describeTopics(List.of("nobody-made-it")).allTopicNames().get())
          // Then
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      assertThat(admin.listTopics().names().get()).isEmpty();
    } finally {
      broker.close();
    }
    broker.close();
    assertThat(data).doesNotExist();
  }

  @Test
  void aStartThatLosesItsPortTriesAnother() throws Exception {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Deque<Integer> ports =
          new ArrayDeque<>(List.of(taken.getLocalPort(), Ports.free(), Ports.free(), Ports.free()));
      // When
      try (LocalBroker broker = LocalBroker.start(LocalBroker.Options.temporary(), ports::pop)) {
        // Then
        assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
        createTopic(broker);
        assertThat(ports).isEmpty();
      }
    }
  }

  @Test
  void aDirectoryThatABrokerHoldsIsRefusedToASecondOne() {
    // Given
    LocalBroker.Options options = LocalBroker.Options.temporary().withDataDirectory(directory);
    try (LocalBroker first = LocalBroker.start(options)) {
      // When
      assertThatThrownBy(() -> LocalBroker.start(options))
          // Then
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(first.dataDirectory().toString())
          .hasMessageContaining("in use by another broker");
    }
  }

  private static Map<String, Object> client(LocalBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static void createTopic(LocalBroker broker) throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void writeInTransaction(LocalBroker broker, List<String> values, boolean commit)
      throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private static List<String> readCommitted(LocalBroker broker, int count) throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "reader-" + count,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
        records.forEach(record -> values.add(record.value()));
      }
      // What comes after the last expected record would be the aborted one.
      consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
      consumer.commitSync();
    }
    assertThat(Files.exists(broker.dataDirectory().resolve("__consumer_offsets-0"))).isTrue();
    return values;
  }
}
