package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static io.tenor.streams.topology.MonitorDriver.START;
import static io.tenor.streams.topology.MonitorDriver.TOPICS;
import static io.tenor.streams.topology.MonitorDriver.chunk;
import static io.tenor.streams.topology.MonitorDriver.speak;
import static io.tenor.streams.topology.MonitorDriver.voice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.RejectedHeaders;
import io.tenor.schema.SensorContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest extends DrivenMonitor {

  MonitorTopologyTest() {
    super(SHIPPED);
  }

  @Test
  void theTopologyIsTheOneThatWasReviewed() throws IOException {
    // When
    var described =
        MonitorTopology.build(
                TopologySettings.of(TOPICS),
                monitor.models,
                new AlertInputs(),
                Clock.systemUTC(),
                () -> true,
                new KnownBacklog(),
                Meters.NONE)
            .describe();

    // Then: a change of a name here moves offsets or state, and needs a migration
    try (InputStream golden = getClass().getResourceAsStream("topology.txt")) {
      assertThat(described.toString().strip())
          .isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
    }
  }

  @Test
  void speechBecomesAnEventEveryHalfSecond() {
    // When: four seconds
    speak(monitor.wardAudio, "bed-4", voice("neutral", 1), 16);
    monitor.passTime();

    // Then
    var read = monitor.events.readRecordsToList();
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
    assertThat(monitor.rejected.isEmpty()).isTrue();
  }

  @Test
  void silenceIsReportedAsSilence() {
    // When
    for (int i = 0; i < 10; i++) {
      monitor.driverAudio.pipeInput(chunk("car-1", "s1", i * CHUNK, new short[CHUNK]));
    }
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList())
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
    speak(monitor.wardAudio, "bed-4", voice("neutral", 1), 9);

    // Then
    assertThat(monitor.events.isEmpty()).isTrue();
    assertThat(monitor.stored(MonitorTopology.DUE)).isEqualTo(1);

    // When
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList()).hasSize(1);
    assertThat(monitor.stored(MonitorTopology.DUE)).isZero();
  }

  @Test
  void aFullBatchDoesNotWait() {
    // When: 40 sensors complete a window each, none of the clock's time passes
    for (int sensor = 0; sensor < 40; sensor++) {
      speak(monitor.wardAudio, "bed-" + sensor, voice("neutral", sensor), 8);
    }

    // Then
    assertThat(monitor.events.readValuesToList()).hasSize(32);
  }

  @Test
  void columnsThatNoWindowNeedsAreDeleted() {
    // When: half a minute
    for (int i = 0; i < 30; i++) {
      speak(monitor.wardAudio, "bed-" + i % 2, voice("neutral", 1), 1);
    }
    var voice = voice("neutral", 2);
    for (int i = 0; i < 120; i++) {
      monitor.wardAudio.pipeInput(chunk("bed-9", "s1", i * CHUNK, voice.next(CHUNK)));
      monitor.passTime();
    }

    // Then: no more than two windows' worth of quarter seconds
    assertThat(monitor.stored(MonitorTopology.COLUMNS)).isLessThan(20);
  }

  @Test
  void aBadChunkBecomesADeadLetterAndTheOthersGoOn() {
    // Given
    var odd = new byte[] {1, 2, 3};

    // When
    monitor.driverAudio.pipeInput("car-1".getBytes(UTF_8), odd, START);
    speak(monitor.wardAudio, "bed-4", voice("neutral", 1), 8);
    monitor.passTime();

    // Then
    var letter = monitor.rejected.readRecord();
    assertThat(letter.value()).isEqualTo(odd);
    assertThat(letter.getHeaders().lastHeader(RejectedHeaders.REASON).value())
        .isEqualTo("unreadable".getBytes(UTF_8));
    assertThat(letter.getHeaders().lastHeader(RejectedHeaders.TOPIC).value())
        .isEqualTo("audio.driver".getBytes(UTF_8));
    assertThat(monitor.rejected.isEmpty()).isTrue();
    assertThat(monitor.events.readValuesToList()).hasSize(1);
  }

  @Test
  void sensorsOfTheSameIdInTwoContextsAreTwoSensors() {
    // When
    speak(monitor.driverAudio, "x", voice("neutral", 1), 8);
    speak(monitor.wardAudio, "x", voice("neutral", 2), 8);
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList())
        .extracting(EmotionEvent::id)
        .containsExactly("driver/x/s1/0", "ward/x/s1/0");
  }

  @Test
  void aSensorWithItsClockHoursOffDelaysNobody() {
    // When: one sensor lives ten hours ahead, the other in the present
    var ahead = voice("neutral", 1);
    var present = voice("neutral", 2);
    for (int i = 0; i < 8; i++) {
      var fast = chunk("ahead", "s1", i * CHUNK, ahead.next(CHUNK));
      monitor.wardAudio.pipeInput(
          new TestRecord<>(
              fast.key(), fast.value(), fast.headers(), fast.getRecordTime().plusSeconds(36_000)));
      monitor.wardAudio.pipeInput(chunk("present", "s1", i * CHUNK, present.next(CHUNK)));
    }
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList())
        .extracting(e -> e.sensor() + " " + e.start())
        .containsExactlyInAnyOrder("ahead " + START.plusSeconds(36_000), "present " + START);
  }

  @Test
  void eventsOfASensorKeepTheirOrderThroughBatches() {
    // When: 1 MiB at once completes 128 half seconds
    var voice = voice("sadness", 3);
    monitor.wardAudio.pipeInput(chunk("bed-4", "s1", 0, voice.next(1 << 19)));
    monitor.passTime();

    // Then
    var starts = monitor.events.readValuesToList().stream().map(EmotionEvent::firstSample).toList();
    assertThat(starts).hasSizeGreaterThan(60).isSorted();
    assertThat(monitor.alerts.readValuesToList()).isEqualTo(List.of());
  }
}
