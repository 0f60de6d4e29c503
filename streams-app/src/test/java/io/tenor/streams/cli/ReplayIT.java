package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.TopicRecords;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.ReplayPlan;
import io.tenor.streams.replay.TopicSource;
import io.tenor.streams.replay.TopicSpan;
import io.tenor.streams.replay.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A topic again: the same records, whole or in part. */
class ReplayIT {

  private static final int RECORDS = 400;
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Typed tenor(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers()));
    return Typed.tenor(all.toArray(String[]::new));
  }

  /** Records of five sensors on three partitions, their times an hour of small steps. */
  private static Instant fill(Topics topics) {
    var random = new Random(11);
    var start = Instant.ofEpochMilli(System.currentTimeMillis() - 3_600_000);
    var config = Patience.client(kafka.client());
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        byte[] value = new byte[random.nextInt(500)];
        random.nextBytes(value);
        var context = i % 3 == 0 ? SensorContext.DRIVER : SensorContext.WARD;
        var record =
            new ProducerRecord<>(
                topics.audio(context),
                null,
                start.toEpochMilli() + 9_000L * i,
                ("sensor-" + i % 5).getBytes(UTF_8),
                i % 50 == 7 ? null : value);
        record.headers().add("session", ("s" + i / 100).getBytes(UTF_8));
        record.headers().add("session", new byte[] {(byte) 0xfe, (byte) i});
        var unused = producer.send(record);
      }
    }
    return start;
  }

  /** All that is in a topic by key, in its order. */
  private static Map<String, List<String>> read(String topic) {
    var read = new TreeMap<String, List<String>>();
    try (var consumer = new KafkaConsumer<>(committed(), bytes(), bytes())) {
      TopicRecords.each(
          consumer,
          topic,
          record ->
              read.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                  .add(text(record)));
    }
    return read;
  }

  private static ByteArrayDeserializer bytes() {
    return new ByteArrayDeserializer();
  }

  private static Map<String, Object> committed() {
    var config = Patience.client(kafka.client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return config;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    var text = new StringBuilder().append(record.timestamp());
    text.append(Arrays.toString(record.value()));
    record.headers().forEach(h -> text.append(h.key()).append(Arrays.toString(h.value())));
    return text.toString();
  }

  @Test
  void aReplayHasTheSameKeysHeadersTimesAndOrderOnOtherPartitions() {
    // Given
    var topics = kafka.createTopics(3);
    fill(topics);
    var from = topics.audio(SensorContext.WARD);

    // When
    var typed =
        tenor("replay", "--from-topic", from, "--to-topic", from + ".copy", "--partitions", "2");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("266 records sent");
    assertThat(read(from + ".copy")).isEqualTo(read(from)).hasSize(5);
  }

  @Test
  void aSpanOfOneSensorIsReplayedAtATimeOfNow() {
    // Given
    var topics = kafka.createTopics(3);
    var start = fill(topics);
    var from = topics.audio(SensorContext.DRIVER);
    long before = System.currentTimeMillis();

    // When
    var typed =
        tenor(
            "replay",
            "--from-topic",
            from,
            "--to-topic",
            from + ".part",
            "--sensor",
            "sensor-0",
            "--from",
            start.plusSeconds(600).toString(),
            "--to",
            start.plusSeconds(1_800).toString(),
            "--shift-time",
            "--speed",
            "100000");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    var times = new ArrayList<Long>();
    try (var consumer = new KafkaConsumer<>(committed(), bytes(), bytes())) {
      TopicRecords.each(consumer, from + ".part", record -> times.add(record.timestamp()));
    }
    // Every fifteenth record, nine seconds apart, within twenty minutes.
    assertThat(times).hasSize(9);
    assertThat(times.get(0)).isGreaterThanOrEqualTo(before);
    assertThat(times.get(1) - times.get(0)).isEqualTo(135_000);
  }

  @Test
  void aReplayThatWasStoppedGoesOnWithoutLossOrDouble() throws InterruptedException {
    // Given
    var topics = kafka.createTopics(3);
    fill(topics);
    var from = topics.audio(SensorContext.WARD);
    var to = kafka.createTopics(2).audio(SensorContext.WARD);
    var group = "stopped-" + topics.prefix();
    long sent = transfer(from, to, group, 100);
    assertThat(sent).isBetween(100L, 200L);

    // When
    long rest = transfer(from, to, group, Long.MAX_VALUE);

    // Then
    assertThat(sent + rest).isEqualTo(266);
    assertThat(read(to)).isEqualTo(read(from));
  }

  /** Transfers until so many records are sent, as the command does. */
  private static long transfer(String from, String to, String group, long most)
      throws InterruptedException {
    var config = committed();
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
    var consumer = new KafkaConsumer<>(config, bytes(), bytes());
    var metadata = consumer.groupMetadata();
    var partitions = List.of(0, 1, 2).stream().map(p -> new TopicPartition(from, p)).toList();
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      var placed = new HashMap<>(consumer.committed(new HashSet<>(partitions)));
      placed.values().removeIf(Objects::isNull);
      var plan =
          ReplayPlan.resume(placed)
              .orElseGet(() -> new ReplayPlan(TopicSpan.ALL.ranges(consumer, partitions), 0));
      var pacer = new Pacer(Pacer.LONGEST_PAUSE);
      var transfers = new ArrayList<Transfer>();
      try (var source =
          new TopicSource(
              consumer,
              plan,
              record -> {
                if (transfers.get(0).sent() >= most) {
                  transfers.get(0).stop();
                }
                return true;
              },
              record -> {
                if (transfers.get(0).sent() >= most) {
                  transfers.get(0).stop();
                }
                return pacer.dueMs(record);
              })) {
        transfers.add(
            new Transfer(
                source,
                producer,
                metadata,
                new Transfer.Settings(topic -> to, 0, OptionalDouble.empty()),
                pacer));
        transfers.get(0).run((records, extent) -> {});
        return transfers.get(0).sent();
      }
    }
  }

  @Test
  void wrongUseIsOneSentence() {
    // Given
    var topics = kafka.createTopics(1);
    var audio = topics.audio(SensorContext.WARD);

    // Then
    assertThat(tenor("replay", "--from-topic", audio, "--to-topic", audio).err())
        .contains("--to-topic is the topic that is read");
    assertThat(tenor("replay", "--from-topic", "none", "--to-topic", "x").err())
        .contains("has no topic none: correct --from-topic");
    assertThat(tenor("replay", "--from-topic", audio, "--to-topic", "x", "--speed", "fast").err())
        .contains("--speed is 'fast'");
    assertThat(
            tenor("replay", "--from-topic", audio, "--to-topic", "x", "--from", "9", "--to", "3")
                .err())
        .contains("which is not after");
  }
}
