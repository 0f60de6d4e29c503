package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.streams.model.FailingGpu;
import io.tenor.streams.model.OnnxModel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More audio than can be scored, and a device that fails. */
class OverloadTest {

  private static final int CHUNKS = 64;

  @TempDir private Path directory;
  private OnnxModel model;

  @BeforeEach
  void open() {
    model = OnnxModel.shipped(1);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private MonitorDriver monitor(Overload overload) {
    return new MonitorDriver(model, directory, MonitorDriver.settings(overload, true));
  }

  private static void speak(MonitorDriver monitor, int from, int to) {
    var voice = MonitorDriver.voice("anger", 1);
    for (int i = from; i < to; i++) {
      for (var sensor : new String[] {"bed-1", "bed-2"}) {
        monitor.wardAudio.pipeInput(
            MonitorDriver.chunk(sensor, "s1", i * CHUNK, voice.next(CHUNK)));
      }
    }
  }

  @Test
  void whereLoadIsShedTheNewestWindowOfEachSensorIsScoredAndTheOthersAreCounted() {
    try (var monitor = monitor(Overload.SHED)) {
      // Given
      monitor.backlog.behind = true;

      // When: sixteen seconds, 29 windows of each, while more waits
      speak(monitor, 0, CHUNKS);
      monitor.passTime();

      // Then: audio is heard first
      assertThat(monitor.events.isEmpty()).isTrue();
      monitor.passTime(Duration.ofSeconds(2));
      var scored = monitor.events.readValuesToList();
      assertThat(scored).extracting(EmotionEvent::firstSample).containsExactly(224_000L, 224_000L);
      assertThat(monitor.stored(MonitorTopology.DUE)).isZero();
      assertThat(monitor.scoreMetric("windows-skipped-total")).isEqualTo(56);
      assertThat(monitor.scoreMetric("windows-scored-total")).isEqualTo(2);

      // And when it has caught up, every window
      monitor.backlog.behind = false;
      speak(monitor, CHUNKS, CHUNKS + 8);
      monitor.passTime();
      assertThat(monitor.events.readValuesToList()).hasSize(8);
      monitor.passTime(Duration.ofSeconds(11)); // both fall silent
      assertThat(monitor.statuses.readValuesToList())
          .filteredOn(status -> status.skippedWindows() > 0)
          .last()
          .satisfies(status -> assertThat(status.skippedWindows()).isEqualTo(28));
    }
  }

  @Test
  void whereItIsNotEveryWindowIsScored() {
    try (var monitor = monitor(Overload.LAG)) {
      // When
      monitor.backlog.behind = true;
      speak(monitor, 0, CHUNKS);
      monitor.passTime();

      // Then
      assertThat(monitor.events.readValuesToList()).hasSize(2 * 29);
      assertThat(monitor.scoreMetric("windows-skipped-total")).isZero();
      assertThat(monitor.scoreMetric("device-fallback-total")).isZero();
    }
  }

  @Test
  void aGpuThatFailsLosesNoWindowAndIsCounted() {
    try (var failing = FailingGpu.model();
        var monitor = new MonitorDriver(failing, directory)) {
      // When
      speak(monitor, 0, CHUNKS);
      monitor.passTime();

      // Then
      assertThat(monitor.events.readValuesToList()).hasSize(2 * 29);
      assertThat(monitor.scoreMetric("device-fallback-total")).isEqualTo(1);
    }
  }
}
