package io.tenor.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Whether a broker serves: a topic is created, written, read and deleted. */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Readiness() {}

  /** Returns when the broker serves, and throws when it does not within a minute. */
  static void await(String bootstrapServers) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    TopicPartition probe = new TopicPartition("tenor.ready." + UUID.randomUUID(), 0);
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(List.of(new NewTopic(probe.topic(), 1, (short) 1)))
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      byte[] written = probe.topic().getBytes(UTF_8);
      write(client, probe, written);
      read(client, probe, written);
      admin.deleteTopics(List.of(probe.topic())).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void write(Map<String, Object> client, TopicPartition probe, byte[] value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(probe.topic(), value))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void read(Map<String, Object> client, TopicPartition probe, byte[] expected) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(probe));
      consumer.seekToBeginning(List.of(probe));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
      if (records.count() != 1 || !Arrays.equals(records.iterator().next().value(), expected)) {
        throw new IllegalStateException("it did not give back what was written to it");
      }
    }
  }
}
