package io.tenor.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
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

/**
 * Whether a broker serves: a topic is created, written to in a transaction, read, the position
 * committed, and the topic deleted. With that the broker has made its internal topics too, which
 * the first user would else have to wait for.
 */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String NAME = "tenor.ready";

  private Readiness() {}

  /**
   * Returns when the broker serves, and throws when a step of that takes more than five minutes.
   */
  static void await(String bootstrapServers, Map<String, String> client) throws Exception {
    TopicPartition probe = new TopicPartition(NAME + '.' + UUID.randomUUID(), 0);
    Map<String, Object> base = new HashMap<>(client);
    base.put("bootstrap.servers", bootstrapServers);
    base.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    base.put("max.block.ms", PATIENCE.toMillis());
    try (Admin admin = Admin.create(base)) {
      done(admin.createTopics(List.of(new NewTopic(probe.topic(), 1, (short) 1))).all());
      byte[] written = probe.topic().getBytes(UTF_8);
      write(base, probe, written);
      read(base, probe, written);
      done(admin.deleteConsumerGroups(List.of(NAME)).all());
      done(admin.deleteTopics(List.of(probe.topic())).all());
    }
  }

  private static void write(Map<String, Object> base, TopicPartition probe, byte[] value)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(base);
    settings.put("transactional.id", NAME);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      done(producer.send(new ProducerRecord<>(probe.topic(), value)));
      producer.commitTransaction();
    }
  }

  private static void read(Map<String, Object> base, TopicPartition probe, byte[] expected) {
    Map<String, Object> settings = new HashMap<>(base);
    settings.put("group.id", NAME);
    settings.put("enable.auto.commit", "false");
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(probe));
      consumer.seekToBeginning(List.of(probe));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
      if (records.count() != 1 || !Arrays.equals(records.iterator().next().value(), expected)) {
        throw new IllegalStateException("it did not give back what was written to it");
      }
      consumer.commitSync(PATIENCE);
    }
  }

  private static void done(Future<?> answer) throws Exception {
    answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
