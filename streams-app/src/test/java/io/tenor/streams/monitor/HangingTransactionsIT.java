package io.tenor.streams.monitor;

import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What hangs on a real broker, and the way out that the runbook has. */
class HangingTransactionsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    var config = Patience.client(kafka.client());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString());
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) Duration.ofMinutes(10).toMillis());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Begins a transaction that writes to this partition. */
  private static void write(KafkaProducer<byte[], byte[]> producer, TopicPartition to) {
    producer.initTransactions();
    producer.beginTransaction();
    var unused =
        producer.send(new ProducerRecord<>(to.topic(), to.partition(), new byte[0], new byte[0]));
    producer.flush();
  }

  @Test
  void aTransactionThatNobodyEndsIsFoundAndIsGoneWhenItIsAborted()
      throws ExecutionException, InterruptedException {
    // Given
    var topics = kafka.createTopics(2);
    var events = new TopicPartition(topics.events(), 1);
    var hanging =
        new HangingTransactions(topics.prefix() + "monitor", topics, PATIENCE, System::nanoTime);
    try (var brokers = new AdminThread("test-looks", kafka.client(), (name, e) -> {});
        var admin = Admin.create(Patience.client(kafka.client()));
        var sound = producer();
        var dead = producer()) {
      write(sound, new TopicPartition(topics.events(), 0));
      sound.commitTransaction();
      write(dead, events);

      // When
      hanging.follow(brokers);

      // Then
      Patience.await().until(() -> hanging.count() == 1);
      var open =
          admin.describeProducers(List.of(events)).partitionResult(events).get().activeProducers();
      var state = open.get(0);
      admin
          .abortTransaction(
              new AbortTransactionSpec(
                  events,
                  state.producerId(),
                  (short) state.producerEpoch(),
                  state.coordinatorEpoch().orElse(0)))
          .all()
          .get();
      Patience.await().until(() -> hanging.count() == 0);
    }
  }
}
