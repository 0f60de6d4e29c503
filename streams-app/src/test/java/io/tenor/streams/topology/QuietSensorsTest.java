package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static io.tenor.streams.topology.MonitorDriver.chunk;
import static io.tenor.streams.topology.MonitorDriver.speak;
import static io.tenor.streams.topology.MonitorDriver.voice;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;

/** Sensors that go quiet, come back, or do not. The model knows what they said before. */
class QuietSensorsTest extends DrivenMonitor {

  /** Samples of a day and an hour. */
  private static final int DAY = 25 * 3_600 * 16_000;

  QuietSensorsTest() {
    super(COMPARING);
  }

  private List<String> heard() {
    return monitor.events.readValuesToList().stream().map(QuietSensorsTest::said).toList();
  }

  private static String said(EmotionEvent event) {
    return "%s %s".formatted(event.label(), event.probabilities());
  }

  private void speakLater(String sensor, int from) {
    var voice = voice("sadness", 7);
    for (int i = 0; i < 12; i++) {
      monitor.wardAudio.pipeInput(chunk(sensor, "s1", from + i * CHUNK, voice.next(CHUNK)));
    }
  }

  @Test
  void statusesTellThatASensorIsThereAndThatItIsNot() {
    // When
    speak(monitor.wardAudio, "bed-1", voice("anger", 1), 50);
    speak(monitor.driverAudio, "bed-1", voice("anger", 1), 4);
    monitor.passTime(AudioInput.SILENT);
    monitor.passTime(AudioInput.SILENT);

    // Then
    var statuses = monitor.statuses.readKeyValuesToList();
    assertThat(statuses)
        .extracting(told -> told.key + " " + told.value.state() + " " + told.value.heardMs())
        .startsWith("ward/bed-1 ONLINE 250", "ward/bed-1 ONLINE 10250", "driver/bed-1 ONLINE 250")
        .hasSize(5)
        .contains("ward/bed-1 OFFLINE 12500", "driver/bed-1 OFFLINE 1000");

    // When: it goes on
    monitor.driverAudio.pipeInput(chunk("bed-1", "s1", 4 * CHUNK, voice("fear", 1).next(CHUNK)));

    // Then
    assertThat(monitor.statuses.readValuesToList())
        .extracting(SensorStatus::state)
        .containsExactly(SensorState.ONLINE);
  }

  @Test
  void aSensorThatWasOfflineGoesOnFromWhatItWas() {
    // Given
    speakLater("bed-1", 0);
    speakLater("bed-2", 0);
    speakLater("bed-1", 12 * CHUNK);
    monitor.passTime();
    var before = monitor.events.readValuesToList().size();
    assertThat(before).isPositive();
    monitor.passTime(AudioInput.LOST);

    // When
    speakLater("bed-2", 12 * CHUNK);
    speakLater("bed-1", 24 * CHUNK);
    speakLater("bed-2", 24 * CHUNK);
    monitor.passTime();

    // Then: as if nothing had been between
    var all = monitor.events.readValuesToList();
    assertThat(all.stream().filter(e -> e.sensor().equals("bed-1")).map(EmotionEvent::firstSample))
        .startsWith(72_000L);
    assertThat(
            all.stream()
                .filter(e -> e.sensor().equals("bed-2"))
                .filter(e -> e.firstSample() >= 72_000)
                .map(QuietSensorsTest::said))
        .isEqualTo(
            all.stream()
                .filter(e -> e.sensor().equals("bed-1"))
                .map(QuietSensorsTest::said)
                .toList());
  }

  @Test
  void aSensorThatIsGoneForADayIsForgotten() {
    // Given
    speak(monitor.wardAudio, "bed-1", voice("anger", 1), 20);
    monitor.passTime(AudioInput.SILENT);
    monitor.statuses.readValuesToList();
    for (var store : List.of(MonitorTopology.TIMELINES, MonitorTopology.PASTS)) {
      assertThat(monitor.stored(store)).as(store).isEqualTo(1);
    }

    // When
    monitor.passTime(Duration.ofDays(1).plusMinutes(2));

    // Then
    assertThat(monitor.statuses.readKeyValuesToList())
        .containsExactly(new KeyValue<>("ward/bed-1", null));
    for (var store :
        List.of(
            MonitorTopology.TIMELINES,
            MonitorTopology.COLUMNS,
            MonitorTopology.HELD,
            MonitorTopology.PASTS,
            MonitorTopology.SENSOR_ALERTS,
            MonitorTopology.DUE)) {
      assertThat(monitor.stored(store)).as(store).isZero();
    }
  }

  @Test
  void afterADayASensorIsANewOneHoweverFastItIsReplayed() {
    // Given: what a new sensor says
    speakLater("bed-0", DAY);
    monitor.passTime();
    var asNew = heard();

    // When: the windows before and after the day wait for one batch
    speak(monitor.wardAudio, "bed-1", voice("anger", 1), 12);
    speakLater("bed-1", DAY);
    monitor.passTime();
    var replayed = heard();

    // When: live, the sensor was forgotten in between
    speak(monitor.wardAudio, "bed-2", voice("anger", 1), 12);
    monitor.passTime(AudioInput.SILENT);
    monitor.passTime(Duration.ofDays(1).plusMinutes(2));
    speakLater("bed-2", DAY);
    monitor.passTime();
    var live = heard();

    // Then
    assertThat(asNew).isNotEmpty().doesNotHaveDuplicates();
    assertThat(replayed).hasSizeGreaterThan(asNew.size()).endsWith(asNew.toArray(String[]::new));
    assertThat(live).isEqualTo(replayed);
  }
}
