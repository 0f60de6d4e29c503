package io.tenor.streams.topology;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorStatus;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The monitor's topology without a broker, and sensors that speak to it. */
final class MonitorDriver implements AutoCloseable {

  static final Topics TOPICS = new Topics();
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final int CHUNK = 4_000;

  final TestInputTopic<byte[], byte[]> driverAudio;
  final TestInputTopic<byte[], byte[]> wardAudio;
  final TestOutputTopic<byte[], EmotionEvent> events;
  final TestOutputTopic<byte[], EmotionEvent> shadowEvents;
  final TestOutputTopic<byte[], EmotionAlert> alerts;
  final TestOutputTopic<byte[], byte[]> rejected;
  final TestOutputTopic<String, SensorStatus> statuses;

  /** Whether the brokers are there. */
  boolean inTouch = true;

  final KnownBacklog backlog = new KnownBacklog();

  /** What is served; not closed with the driver. */
  final ModelSlot models;

  private final TopologyTestDriver driver;

  MonitorDriver(OnnxModel model, Path stateDirectory) {
    this(model, stateDirectory, TopologySettings.of(TOPICS));
  }

  MonitorDriver(OnnxModel model, Path stateDirectory, TopologySettings settings) {
    this(model, stateDirectory, settings, Meters.NONE);
  }

  MonitorDriver(OnnxModel model, Path stateDirectory, TopologySettings settings, Meters meters) {
    models = new ModelSlot(model);
    var topology =
        MonitorTopology.build(
            settings,
            models,
            new AlertInputs(),
            Clock.fixed(START.plusSeconds(60), ZoneOffset.UTC),
            () -> inTouch,
            backlog,
            meters);
    var config =
        new MonitorSettings(
                "test",
                Map.of("bootstrap.servers", "unused:9092"),
                settings,
                1,
                0,
                MonitorSettings.SESSION_TIMEOUT,
                Duration.ofMillis(100),
                stateDirectory)
            .streamsConfig();
    config.put(BadRecordHandler.METERS, meters);
    driver = new TopologyTestDriver(topology, config, START);
    var bytes = new ByteArraySerializer();
    driverAudio = driver.createInputTopic(TOPICS.audio(SensorContext.DRIVER), bytes, bytes);
    wardAudio = driver.createInputTopic(TOPICS.audio(SensorContext.WARD), bytes, bytes);
    var raw = new ByteArrayDeserializer();
    events = driver.createOutputTopic(TOPICS.events(), raw, EventSerdes.event().deserializer());
    shadowEvents =
        driver.createOutputTopic(TOPICS.shadowEvents(), raw, EventSerdes.event().deserializer());
    alerts = driver.createOutputTopic(TOPICS.alerts(), raw, EventSerdes.alert().deserializer());
    rejected = driver.createOutputTopic(TOPICS.rejected(), raw, raw);
    statuses =
        driver.createOutputTopic(
            TOPICS.status(), new StringDeserializer(), EventSerdes.status().deserializer());
  }

  /** The usual settings but for these. */
  static TopologySettings settings(Overload overload, boolean sensorHistory) {
    var usual = TopologySettings.of(TOPICS);
    return new TopologySettings(
        TOPICS,
        usual.audio(),
        usual.alerts(),
        usual.maxBatch(),
        usual.batchDelay(),
        usual.cutting(),
        overload,
        sensorHistory);
  }

  /** A record of samples at 16 kHz, captured since {@link #START}. */
  static TestRecord<byte[], byte[]> chunk(
      String sensor, String session, int firstSample, short[] samples) {
    return new TestRecord<>(
        AudioRecords.of("audio", sensor, session, START.toEpochMilli(), firstSample, samples));
  }

  static VoiceSynthesizer voice(String emotion, long seed) {
    return new VoiceSynthesizer(VoiceProfile.of(emotion), seed);
  }

  static void speak(
      TestInputTopic<byte[], byte[]> topic, String sensor, VoiceSynthesizer voice, int chunks) {
    for (int i = 0; i < chunks; i++) {
      topic.pipeInput(chunk(sensor, "s1", i * CHUNK, voice.next(CHUNK)));
    }
  }

  /** Lets a batch's delay pass. */
  void passTime() {
    passTime(Duration.ofMillis(25));
  }

  void passTime(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** What the task has counted while it scored. */
  double scoreMetric(String name) {
    return driver.metrics().entrySet().stream()
        .filter(e -> e.getKey().group().equals("stream-score-metrics"))
        .filter(e -> e.getKey().name().equals(name))
        .mapToDouble(e -> (double) e.getValue().metricValue())
        .sum();
  }

  /** The metrics of Kafka Streams. */
  Map<MetricName, ? extends Metric> kafka() {
    return driver.metrics();
  }

  /** What was written to a topic, also to a changelog, since it was asked for last. */
  List<TestRecord<byte[], byte[]>> written(String topic) {
    var raw = new ByteArrayDeserializer();
    return driver.createOutputTopic(topic, raw, raw).readRecordsToList();
  }

  /** Entries of a store. */
  long stored(String store) {
    return driver.getKeyValueStore(store).approximateNumEntries();
  }

  @Override
  public void close() {
    driver.close();
  }
}
