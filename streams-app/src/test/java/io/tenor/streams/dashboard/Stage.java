package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertState;
import io.tenor.schema.Degradation;
import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Topics of their own, and what a monitor would write to them. */
final class Stage implements AutoCloseable {

  private static final String MODEL = "compact:1.0";

  private final TestKafka kafka;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;

  Stage(TestKafka kafka) {
    this.kafka = kafka;
    topics = kafka.createTopics(2);
    producer =
        new KafkaProducer<>(
            Patience.client(kafka.client()), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Topics topics() {
    return topics;
  }

  KafkaProducer<byte[], byte[]> producer() {
    return producer;
  }

  /** A dashboard for this machine; port 0 is any free one. */
  Dashboard dashboard(int port, boolean listenAudio) throws IOException {
    return dashboard(port, new Access.ThisMachine(), listenAudio);
  }

  Dashboard dashboard(int port, Access access, boolean listenAudio) throws IOException {
    return Dashboard.start(
        settings(kafka.client(), topics, port, access, listenAudio), Clock.systemUTC());
  }

  static DashboardSettings settings(
      Map<String, String> client, Topics topics, int port, Access access, boolean listenAudio) {
    var consumer = new HashMap<String, Object>(client);
    consumer.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    consumer.put(
        "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    consumer.put("enable.auto.commit", "false");
    consumer.put("isolation.level", "read_committed");
    var producer = new HashMap<String, Object>(client);
    producer.put("key.serializer", ByteArraySerializer.class.getName());
    producer.put("value.serializer", ByteArraySerializer.class.getName());
    return new DashboardSettings(
        topics,
        consumer,
        producer,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        access,
        listenAudio);
  }

  void say(EmotionEvent event) {
    send(topics.events(), event.sensor(), event.end(), EventSerdes.event().serializer(), event);
  }

  void say(EmotionAlert alert) {
    send(topics.alerts(), alert.sensor(), alert.at(), EventSerdes.alert().serializer(), alert);
  }

  void say(SensorStatus status) {
    send(
        topics.status(),
        SensorStatus.key(status.context(), status.sensor()),
        status.at(),
        EventSerdes.status().serializer(),
        status);
  }

  private <T> void send(String topic, String key, Instant at, Serializer<T> serializer, T value) {
    send(topic, key, at, serializer.serialize(topic, value));
  }

  void send(String topic, String key, Instant at, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, at.toEpochMilli(), key.getBytes(UTF_8), value));
  }

  /** A window that sounds like this. */
  static EmotionEvent event(
      SensorContext context, String sensor, Instant end, String label, double probability) {
    boolean silence = label.equals("silence");
    var shares = new LinkedHashMap<String, Double>();
    var strongest = label.equals("unknown") ? "neutral" : label;
    for (var emotion : Emotion.values()) {
      shares.put(
          emotion.label(), emotion.label().equals(strongest) ? probability : (1 - probability) / 6);
    }
    return new EmotionEvent(
        EmotionEvent.id(context, sensor, "s1", Math.floorMod(end.toEpochMilli(), 1L << 40)),
        sensor,
        context,
        "s1",
        Math.floorMod(end.toEpochMilli(), 1L << 40),
        end.minusSeconds(2),
        end,
        silence ? Outcome.SILENCE : label.equals("unknown") ? Outcome.UNKNOWN : Outcome.EMOTION,
        label,
        silence ? 0 : probability,
        silence ? Map.of() : shares,
        silence ? 0.02 : 0.9,
        silence ? -62 : -24,
        -60,
        0,
        0,
        MODEL,
        end);
  }

  static SensorStatus status(
      SensorContext context,
      String sensor,
      SensorState state,
      Instant at,
      Degradation... degraded) {
    return new SensorStatus(
        SensorStatus.id(context, sensor, at, 1),
        sensor,
        context,
        "s1",
        state,
        List.of(degraded),
        at.minusSeconds(600),
        at,
        1,
        1,
        2_400,
        0,
        1,
        0,
        600_000,
        0,
        0,
        0,
        0,
        0,
        0,
        -27,
        -60,
        0,
        -210,
        at);
  }

  /** What is said of an alert that was raised at this time. */
  static EmotionAlert alert(
      SensorContext context,
      String sensor,
      String rule,
      Priority priority,
      AlertState state,
      Instant raised) {
    return new EmotionAlert(
        EmotionAlert.id(rule, context, sensor, "s1", raised),
        rule,
        AlertCondition.EMOTION,
        state,
        priority,
        sensor,
        context,
        "s1",
        List.of("anger", "fear"),
        raised.minusSeconds(3),
        raised,
        0.86,
        0.91,
        6,
        List.of(),
        MODEL,
        "ward-1",
        Purpose.MEDICAL,
        state == AlertState.ACKNOWLEDGED ? "nurse 12" : "",
        raised);
  }

  @Override
  public void close() {
    producer.close();
  }
}
