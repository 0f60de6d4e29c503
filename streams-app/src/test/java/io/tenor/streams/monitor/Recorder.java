package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends audio and reads what comes out, as a test's sensors and consumers. */
final class Recorder implements AutoCloseable {

  private final Topics topics;
  private final Instant start;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final List<EmotionEvent> events = new ArrayList<>();
  private final List<EmotionAlert> alerts = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> rejected = new ArrayList<>();

  /**
   * Sensors of this recorder capture their first sample now. Not long ago: the broker deletes audio
   * whose capture time is older than its retention.
   */
  Recorder(Map<String, String> client, Topics topics) {
    this(client, topics, Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Sensors of this recorder capture their first sample at {@code start}. */
  Recorder(Map<String, String> client, Topics topics, Instant start) {
    this.topics = topics;
    this.start = start;
    var bytes = new ByteArraySerializer();
    var sending = Patience.client(client);
    sending.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
    // The topics were made just now: no batch may overtake another (see KafkaOptions).
    sending.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    producer = new KafkaProducer<>(sending, bytes, bytes);
    var config = Patience.client(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        List.of(topics.events(), topics.alerts(), topics.rejected()).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Sends the samples from one index to another as one chunk. */
  void send(String sensor, short[] samples, int from, int to) {
    sent.add(
        producer.send(
            AudioRecords.of(
                topics.audio(SensorContext.WARD),
                sensor,
                "s1",
                start.toEpochMilli(),
                from,
                Arrays.copyOfRange(samples, from, to))));
  }

  /** Sends all of it in chunks of this many samples. */
  void sendAll(String sensor, short[] samples, int chunk) {
    for (int from = 0; from < samples.length; from += chunk) {
      send(sensor, samples, from, Math.min(samples.length, from + chunk));
    }
    awaitSent();
  }

  private void awaitSent() {
    producer.flush();
    assertThat(sent).allSatisfy(future -> assertThat(future).isDone());
    sent.clear();
  }

  /** Sends bytes as they are. */
  void sendRaw(String sensor, byte[] value) {
    sent.add(
        producer.send(
            new ProducerRecord<>(
                topics.audio(SensorContext.DRIVER), sensor.getBytes(UTF_8), value)));
    awaitSent();
  }

  /** Reads what is there. */
  void poll() {
    for (var record : consumer.poll(Duration.ofMillis(200))) {
      if (record.topic().equals(topics.events())) {
        events.add(EventSerdes.event().deserializer().deserialize(record.topic(), record.value()));
      } else if (record.topic().equals(topics.alerts())) {
        alerts.add(EventSerdes.alert().deserializer().deserialize(record.topic(), record.value()));
      } else {
        rejected.add(record);
      }
    }
  }

  List<EmotionEvent> events() {
    return events;
  }

  List<EmotionAlert> alerts() {
    return alerts;
  }

  List<ConsumerRecord<byte[], byte[]>> rejected() {
    return rejected;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
