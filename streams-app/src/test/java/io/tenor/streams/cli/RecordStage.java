package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.EmotionLabel;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics with recorded audio on a real broker, and what a test asks of them. */
final class RecordStage implements AutoCloseable {

  static final long START_MS = System.currentTimeMillis() - 60_000;

  private static final String PCM = "audio/pcm;rate=16000;encoding=s16le;channels=1";
  private static final String MULAW = "audio/pcm;rate=8000;encoding=mulaw;channels=1";

  private final TestKafka kafka = TestKafka.start();
  private final Random random = new Random(11);

  Topics createTopics(int partitions) {
    return kafka.createTopics(partitions);
  }

  Map<String, Object> client() {
    return Patience.client(kafka.client());
  }

  Typed tenor(Topics topics, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers()));
    all.addAll(List.of("--topic-prefix", topics.prefix()));
    return Typed.tenor(all.toArray(String[]::new));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  static Headers headers(String... names) {
    var headers = new RecordHeaders();
    for (int i = 0; i < names.length; i += 2) {
      headers.add(names[i], names[i + 1] == null ? null : names[i + 1].getBytes(UTF_8));
    }
    return headers;
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, long atMs, byte[] key, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, null, START_MS + atMs, key, value, headers);
  }

  /** What sensors send, and what they should not. */
  List<ProducerRecord<byte[], byte[]>> mixture(Topics topics) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int i = 0; i < 40; i++) {
      for (var context : SensorContext.values()) {
        for (int bed = 0; bed < 5; bed++) {
          var format = bed == 4 && i >= 20 ? MULAW : PCM;
          records.add(
              record(
                  topics.audio(context),
                  250L * i + bed,
                  ("bed-" + bed).getBytes(UTF_8),
                  bytes(i == 7 && bed == 1 ? 333 : 800),
                  headers("content-type", format, "session", "s" + i / 30, "x", null, "x", "ö")));
        }
      }
    }
    var ward = topics.audio(SensorContext.WARD);
    records.add(record(ward, 3_000, null, bytes(60), headers()));
    records.add(record(ward, 3_001, new byte[] {-1, 0, 7}, bytes(60), headers()));
    records.add(
        record(ward, 3_002, "ward/../7".getBytes(UTF_8), bytes(60), headers("session", "")));
    records.add(record(ward, 3_003, "bed-0".getBytes(UTF_8), null, headers("session", "s0")));
    records.add(record(ward, 2_000, "bed-0".getBytes(UTF_8), new byte[0], headers()));
    records.add(record(topics.labels(), 500, "bed-0".getBytes(UTF_8), label(), headers("a", "b")));
    records.add(record(topics.labels(), 400, "bed-0".getBytes(UTF_8), bytes(40), headers()));
    return records;
  }

  static byte[] label() {
    return ("{ \"sensor\":\"bed-0\", \"context\":\"ward\", \"from\":\"2026-11-26T03:00:00Z\","
            + " \"to\":\"2026-11-26T03:00:02Z\", \"label\":\"fear\", \"annotator\":\"nurse\" }")
        .getBytes(UTF_8);
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    var config = Patience.client(kafka.client());
    config.put("max.in.flight.requests.per.connection", 1);
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConsumer<byte[], byte[]> consumer(Map<String, String> more) {
    var config = Patience.client(kafka.client());
    config.put("isolation.level", "read_committed");
    config.putAll(more);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void send(List<ProducerRecord<byte[], byte[]>> records) {
    try (var producer = producer(Map.of())) {
      for (var record : records) {
        var unused = producer.send(record);
      }
    }
  }

  /** All records of the topics, those of a key in their order. */
  Map<String, List<String>> byKey(Topics topics) {
    var found = new TreeMap<String, List<String>>();
    try (var consumer = consumer(Map.of())) {
      for (var topic :
          List.of(
              topics.audio(SensorContext.WARD),
              topics.audio(SensorContext.DRIVER),
              topics.labels())) {
        var partitions =
            consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
          for (var record : consumer.poll(Duration.ofMillis(100))) {
            var name = topic.substring(topics.prefix().length()) + Arrays.toString(record.key());
            found.computeIfAbsent(name, key -> new ArrayList<>()).add(text(record));
          }
        }
      }
    }
    return found;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    var headers = new StringBuilder();
    record.headers().forEach(h -> headers.append(h.key()).append(Arrays.toString(h.value())));
    return "%d %s %s".formatted(record.timestamp(), Arrays.toString(record.value()), headers);
  }

  static byte[] key() {
    return "bed-0".getBytes(UTF_8);
  }

  List<EmotionLabel> labels(Topics topics) {
    var labels = new ArrayList<EmotionLabel>();
    try (var consumer = consumer(Map.of())) {
      var partitions =
          consumer.partitionsFor(topics.labels()).stream()
              .map(info -> new TopicPartition(topics.labels(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    labels.add(
                        EventSerdes.label().deserializer().deserialize("labels", record.value())));
      }
    }
    return labels;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
