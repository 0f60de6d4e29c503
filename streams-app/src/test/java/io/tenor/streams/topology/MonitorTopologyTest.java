package io.tenor.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Outcome;
import io.tenor.schema.RejectedHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTopologyTest {

  private static final Topics TOPICS = new Topics();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CHUNK = 4_000;
  private static OnnxModel model;

  @TempDir static Path stateDirectory;

  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> driverAudio;
  private TestInputTopic<byte[], byte[]> wardAudio;
  private TestOutputTopic<byte[], EmotionEvent> events;
  private TestOutputTopic<byte[], EmotionAlert> alerts;
  private TestOutputTopic<byte[], byte[]> rejected;

  @BeforeAll
  static void loadModel() {
    model = OnnxModel.shipped(1);
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  @BeforeEach
  void start() {
    var settings = TopologySettings.of(TOPICS);
    var topology =
        MonitorTopology.build(settings, model, Clock.fixed(START.plusSeconds(60), ZoneOffset.UTC));
    var config =
        new MonitorSettings(
                "test",
                Map.of("bootstrap.servers", "unused:9092"),
                settings,
                1,
                Duration.ofMillis(100),
                stateDirectory)
            .streamsConfig();
    driver = new TopologyTestDriver(topology, config, START);
    var bytes = new ByteArraySerializer();
    driverAudio = driver.createInputTopic(TOPICS.audio(SensorContext.DRIVER), bytes, bytes);
    wardAudio = driver.createInputTopic(TOPICS.audio(SensorContext.WARD), bytes, bytes);
    var raw = new ByteArrayDeserializer();
    events = driver.createOutputTopic(TOPICS.events(), raw, EventSerdes.event().deserializer());
    alerts = driver.createOutputTopic(TOPICS.alerts(), raw, EventSerdes.alert().deserializer());
    rejected = driver.createOutputTopic(TOPICS.rejected(), raw, raw);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private static byte[] pcm(short[] samples) {
    var bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  private static TestRecord<byte[], byte[]> chunk(
      String sensor, String session, int firstSample, short[] samples) {
    var headers =
        new RecordHeaders()
            .add(AudioHeaders.SESSION, session.getBytes(UTF_8))
            .add(AudioHeaders.FIRST_SAMPLE, Integer.toString(firstSample).getBytes(UTF_8));
    return new TestRecord<>(
        sensor.getBytes(UTF_8), pcm(samples), headers, START.plusMillis(firstSample / 16));
  }

  private static void speak(
      TestInputTopic<byte[], byte[]> topic, String sensor, VoiceSynthesizer voice, int chunks) {
    for (int i = 0; i < chunks; i++) {
      topic.pipeInput(chunk(sensor, "s1", i * CHUNK, voice.next(CHUNK)));
    }
  }

  private static VoiceSynthesizer voice(String emotion, long seed) {
    return new VoiceSynthesizer(VoiceProfile.of(emotion), seed);
  }

  private void passTime() {
    driver.advanceWallClockTime(Duration.ofMillis(25));
  }

  @Test
  void theTopologyIsTheOneThatWasReviewed() throws IOException {
    // When
    var described =
        MonitorTopology.build(TopologySettings.of(TOPICS), model, Clock.systemUTC()).describe();

    // Then: a change of a name here moves offsets or state, and needs a migration
    try (InputStream golden = getClass().getResourceAsStream("topology.txt")) {
      assertThat(described.toString().strip())
          .isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
    }
  }

  @Test
  void speechBecomesAnEventEveryHalfSecond() {
    // When: four seconds
    speak(wardAudio, "bed-4", voice("neutral", 1), 16);
    passTime();

    // Then
    var read = events.readRecordsToList();
    assertThat(read)
        .extracting(r -> r.value().firstSample())
        .containsExactly(0L, 8_000L, 16_000L, 24_000L, 32_000L);
    var first = read.get(0);
    assertThat(new String(first.key(), UTF_8)).isEqualTo("bed-4");
    assertThat(first.timestamp()).isEqualTo(START.plusMillis(1_995).toEpochMilli());
    assertThat(first.value().id()).isEqualTo("ward/bed-4/s1/0");
    assertThat(first.value().outcome()).isNotEqualTo(Outcome.SILENCE);
    assertThat(first.value().probabilities()).containsOnlyKeys(model.metadata().labels());
    assertThat(first.value().probabilities().values().stream().mapToDouble(p -> p).sum())
        .isBetween(0.999, 1.001);
    assertThat(first.value().model()).isEqualTo(model.version());
    assertThat(first.getHeaders().lastHeader(CloudEventHeaders.ID).value())
        .isEqualTo(first.value().id().getBytes(UTF_8));
    assertThat(rejected.isEmpty()).isTrue();
  }

  @Test
  void silenceIsReportedAsSilence() {
    // When
    for (int i = 0; i < 10; i++) {
      driverAudio.pipeInput(chunk("car-1", "s1", i * CHUNK, new short[CHUNK]));
    }
    passTime();

    // Then
    assertThat(events.readValuesToList())
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.outcome()).isEqualTo(Outcome.SILENCE);
              assertThat(event.context()).isEqualTo(SensorContext.DRIVER);
            });
  }

  @Test
  void windowsWaitForTheirBatchAndAMarkerIsKeptForEach() {
    // When
    speak(wardAudio, "bed-4", voice("neutral", 1), 9);

    // Then
    assertThat(events.isEmpty()).isTrue();
    assertThat(driver.getKeyValueStore(MonitorTopology.DUE).approximateNumEntries()).isEqualTo(1);

    // When
    passTime();

    // Then
    assertThat(events.readValuesToList()).hasSize(1);
    assertThat(driver.getKeyValueStore(MonitorTopology.DUE).approximateNumEntries()).isZero();
  }

  @Test
  void aFullBatchDoesNotWait() {
    // When: 40 sensors complete a window each, none of the clock's time passes
    for (int sensor = 0; sensor < 40; sensor++) {
      speak(wardAudio, "bed-" + sensor, voice("neutral", sensor), 8);
    }

    // Then
    assertThat(events.readValuesToList()).hasSize(32);
  }

  @Test
  void columnsThatNoWindowNeedsAreDeleted() {
    // When: half a minute
    for (int i = 0; i < 30; i++) {
      speak(wardAudio, "bed-" + i % 2, voice("neutral", 1), 1);
    }
    var voice = voice("neutral", 2);
    for (int i = 0; i < 120; i++) {
      wardAudio.pipeInput(chunk("bed-9", "s1", i * CHUNK, voice.next(CHUNK)));
      passTime();
    }

    // Then: no more than two windows' worth of quarter seconds
    assertThat(driver.getKeyValueStore(MonitorTopology.COLUMNS).approximateNumEntries())
        .isLessThan(20);
  }

  @Test
  void aBadChunkBecomesADeadLetterAndTheOthersGoOn() {
    // Given
    var odd = new byte[] {1, 2, 3};

    // When
    driverAudio.pipeInput("car-1".getBytes(UTF_8), odd, START);
    speak(wardAudio, "bed-4", voice("neutral", 1), 8);
    passTime();

    // Then
    var letter = rejected.readRecord();
    assertThat(letter.value()).isEqualTo(odd);
    assertThat(letter.getHeaders().lastHeader(RejectedHeaders.REASON).value())
        .isEqualTo("unreadable".getBytes(UTF_8));
    assertThat(letter.getHeaders().lastHeader(RejectedHeaders.TOPIC).value())
        .isEqualTo("audio.driver".getBytes(UTF_8));
    assertThat(rejected.isEmpty()).isTrue();
    assertThat(events.readValuesToList()).hasSize(1);
  }

  @Test
  void sensorsOfTheSameIdInTwoContextsAreTwoSensors() {
    // When
    speak(driverAudio, "x", voice("neutral", 1), 8);
    speak(wardAudio, "x", voice("neutral", 2), 8);
    passTime();

    // Then
    assertThat(events.readValuesToList())
        .extracting(EmotionEvent::id)
        .containsExactly("driver/x/s1/0", "ward/x/s1/0");
  }

  @Test
  void chunksThatOvertookEachOtherGiveTheEventsOfTheirOrder() {
    // Given
    var voice = voice("anger", 1);
    var chunks = new ArrayList<TestRecord<byte[], byte[]>>();
    for (int i = 0; i < 20; i++) {
      chunks.add(chunk("a", "s1", i * CHUNK, voice.next(CHUNK)));
    }
    var mixed = new ArrayList<>(chunks);
    Collections.swap(mixed, 3, 4);
    Collections.rotate(mixed.subList(9, 14), 1);

    // When
    chunks.forEach(wardAudio::pipeInput);
    mixed.forEach(driverAudio::pipeInput);
    passTime();

    // Then
    var heard =
        events.readValuesToList().stream()
            .collect(
                Collectors.groupingBy(
                    EmotionEvent::context,
                    Collectors.mapping(
                        event -> event.firstSample() + " " + event.probabilities(),
                        Collectors.toList())));
    assertThat(heard.get(SensorContext.DRIVER)).hasSize(7).isEqualTo(heard.get(SensorContext.WARD));
    assertThat(driver.getKeyValueStore(MonitorTopology.HELD).approximateNumEntries()).isZero();
  }

  @Test
  void whatASensorSaidLastIsHeardThoughAChunkBeforeItNeverCame() {
    // Given: 0.1 s are missing at 2 s, and after 3.6 s nothing comes any more
    var voice = voice("anger", 1);
    speak(driverAudio, "car-1", voice, 8);
    for (int from = 33_600; from < 57_600; from += CHUNK) {
      driverAudio.pipeInput(chunk("car-1", "s1", from, voice.next(CHUNK)));
    }
    passTime();
    assertThat(events.readValuesToList()).hasSize(1);
    assertThat(driver.getKeyValueStore(MonitorTopology.HELD).approximateNumEntries()).isEqualTo(1);

    // When
    driver.advanceWallClockTime(WindowProcessor.SILENT);
    passTime();

    // Then
    assertThat(events.readValuesToList())
        .extracting(EmotionEvent::firstSample)
        .containsExactly(8_000L, 16_000L, 24_000L);
    assertThat(driver.getKeyValueStore(MonitorTopology.HELD).approximateNumEntries()).isZero();
  }

  @Test
  void aSensorWithItsClockHoursOffDelaysNobody() {
    // When: one sensor lives ten hours ahead, the other in the present
    var ahead = voice("neutral", 1);
    var present = voice("neutral", 2);
    for (int i = 0; i < 8; i++) {
      var fast = chunk("ahead", "s1", i * CHUNK, ahead.next(CHUNK));
      wardAudio.pipeInput(
          new TestRecord<>(
              fast.key(), fast.value(), fast.headers(), fast.getRecordTime().plusSeconds(36_000)));
      wardAudio.pipeInput(chunk("present", "s1", i * CHUNK, present.next(CHUNK)));
    }
    passTime();

    // Then
    assertThat(events.readValuesToList())
        .extracting(e -> e.sensor() + " " + e.start())
        .containsExactlyInAnyOrder("ahead " + START.plusSeconds(36_000), "present " + START);
  }

  @Test
  void eventsOfASensorKeepTheirOrderThroughBatches() {
    // When: 1 MiB at once completes 128 half seconds
    var voice = voice("sadness", 3);
    wardAudio.pipeInput(chunk("bed-4", "s1", 0, voice.next(1 << 19)));
    passTime();

    // Then
    var starts = events.readValuesToList().stream().map(EmotionEvent::firstSample).toList();
    assertThat(starts).hasSizeGreaterThan(60).isSorted();
    assertThat(alerts.readValuesToList()).isEqualTo(List.of());
  }
}
