package io.tenor.streams.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A sensor that behaves, and what is said of it. */
final class Neighbour implements AutoCloseable {

  static final String NAME = "neighbour";
  static final SensorContext CONTEXT = SensorContext.WARD;

  /** A quarter of a second. */
  static final int CHUNK = 4_000;

  /** The only part of an event that depends on when it was made. */
  private static final Pattern PROCESSED_AT = Pattern.compile("\"processedAt\":\"[^\"]*\"");

  private static final Pattern FIRST_SAMPLE = Pattern.compile("\"firstSample\":(\\d+)");

  private static final short[] SPEECH =
      new VoiceSynthesizer(VoiceProfile.of("anger"), 5).next(60 * 16_000);

  private final Topics topics;
  private final long startMs;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Long, List<String>> events = new LinkedHashMap<>();
  private int sent;

  /**
   * Says nothing yet.
   *
   * @param startMs capture time of its first sample, milliseconds since 1970
   * @param client properties of its clients
   */
  Neighbour(Topics topics, long startMs, Map<String, Object> client) {
    this.topics = topics;
    this.startMs = startMs;
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    var reading = new LinkedHashMap<>(client);
    reading.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topics.events()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Says the next chunk; returns when the broker has it. */
  void speak() throws Exception {
    int from = sent * CHUNK;
    var samples = new short[CHUNK];
    for (int i = 0; i < CHUNK; i++) {
      samples[i] = SPEECH[(from + i) % SPEECH.length];
    }
    producer.send(AudioRecords.of(topics.audio(CONTEXT), NAME, "s1", startMs, from, samples)).get();
    sent++;
  }

  /** Chunks said. */
  int sent() {
    return sent;
  }

  /** Reads what there is. */
  void listen(Duration atMost) {
    for (var record : consumer.poll(atMost)) {
      if (record.key() != null && NAME.equals(new String(record.key(), UTF_8))) {
        var text = new String(record.value(), UTF_8);
        if (text.contains("\"context\":\"%s\"".formatted(CONTEXT.label()))) {
          add(text);
        }
      }
    }
  }

  private void add(String event) {
    var first = FIRST_SAMPLE.matcher(event);
    if (!first.find()) {
      throw new IllegalStateException("an event without the index of its first sample");
    }
    events
        .computeIfAbsent(Long.parseLong(first.group(1)), sample -> new ArrayList<>())
        .add(PROCESSED_AT.matcher(event).replaceFirst("\"processedAt\":\"\""));
  }

  /** Its events as they were written, but for when, by the first sample of the window. */
  Map<Long, List<String>> events() {
    return events;
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
