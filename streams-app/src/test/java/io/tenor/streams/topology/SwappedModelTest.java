package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.tenor.schema.EmotionEvent;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.DirectScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are replaced while sensors speak. */
class SwappedModelTest {

  private static final int HALF = 5 * 16_000;

  @TempDir private Path directory;
  private MonitorDriver monitor;
  private short[] speech;

  private static OnnxModel model(String version, float meanLevel) {
    return OnnxModel.open(ComparingOnnx.bytes(version, meanLevel), version, 1);
  }

  @BeforeEach
  void start() {
    monitor = new MonitorDriver(model("1", 90), directory);
    speech = MonitorDriver.voice("sadness", 3).next(2 * HALF);
  }

  @AfterEach
  void stop() {
    monitor.close();
    monitor.models.close();
  }

  private void speak(int from, int to) {
    for (int at = from; at < to; at += MonitorDriver.CHUNK) {
      monitor.wardAudio.pipeInput(
          MonitorDriver.chunk(
              "bed-1", "s1", at, Arrays.copyOfRange(speech, at, at + MonitorDriver.CHUNK)));
    }
  }

  private static List<Double> anger(List<EmotionEvent> events) {
    return events.stream().map(event -> event.probabilities().get("anger")).toList();
  }

  /** What a model says of windows that are all that it has heard. */
  private static List<Double> anger(OnnxModel model, short[] samples) {
    return new DirectScore(model)
        .run(samples).stream()
            .map(
                score ->
                    (double) score.probabilities().get(model.metadata().labels().indexOf("anger")))
            .toList();
  }

  private static void assertClose(List<Double> heard, List<Double> expected) {
    assertThat(heard).hasSameSizeAs(expected);
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).isCloseTo(expected.get(i), offset(2e-6));
    }
  }

  @Test
  void everyWindowIsScoredByOneModelAndTheNextOneBeginsWithSensorsThatItHasNotHeard() {
    // Given
    speak(0, HALF); // the last of its windows wait

    // When
    monitor.models.serve(model("2", 110));
    speak(HALF, 2 * HALF);
    monitor.passTime();

    // Then
    var events = monitor.events.readValuesToList();
    assertThat(events).extracting(EmotionEvent::firstSample).isSorted().doesNotHaveDuplicates();
    assertThat(events).hasSize(17);
    assertThat(events.subList(0, 7)).extracting(EmotionEvent::model).containsOnly("comparing:1");
    assertThat(events.subList(7, 17)).extracting(EmotionEvent::model).containsOnly("comparing:2");
    try (var one = model("1", 90);
        var two = model("2", 110)) {
      assertClose(anger(events.subList(0, 7)), anger(one, Arrays.copyOf(speech, HALF)));
      // Its first window begins in the first half, and is all that it has heard of the sensor.
      var alone = Arrays.copyOfRange(speech, 56_000, 56_000 + 32_000);
      assertClose(anger(events.subList(7, 8)), anger(two, alone));
      var later = Arrays.copyOfRange(speech, 128_000, 128_000 + 32_000);
      assertThat(anger(events.subList(16, 17)).get(0))
          .isNotCloseTo(anger(two, later).get(0), offset(1e-3));
    }
  }

  @Test
  void aShadowHearsTheSameWindowsAndHasAPastOfItsOwn() {
    // Given
    monitor.models.serveShadow(Optional.of(model("2", 90)));

    // When
    speak(0, 2 * HALF);
    monitor.passTime();

    // Then
    var live = monitor.events.readValuesToList();
    var shadow = monitor.shadowEvents.readValuesToList();
    assertThat(shadow).extracting(EmotionEvent::id).isEqualTo(ids(live));
    assertThat(shadow).extracting(EmotionEvent::model).containsOnly("comparing:2");
    assertThat(live).extracting(EmotionEvent::model).containsOnly("comparing:1");
    assertClose(anger(shadow), anger(live)); // the same network
    assertThat(monitor.stored(MonitorTopology.SHADOW_PASTS)).isEqualTo(1);
    monitor.models.serveShadow(Optional.empty());
    speak(0, MonitorDriver.CHUNK);
    monitor.passTime();
    assertThat(monitor.shadowEvents.isEmpty()).isTrue();
  }

  private static List<String> ids(List<EmotionEvent> events) {
    return new ArrayList<>(events.stream().map(EmotionEvent::id).toList());
  }

  @Test
  void aShadowThatFailsHurtsNobody() {
    // Given
    var broken = model("2", 90);
    monitor.models.serveShadow(Optional.of(broken));
    broken.close();

    // When
    speak(0, 2 * HALF);
    monitor.passTime();

    // Then
    assertThat(monitor.events.readValuesToList()).hasSize(17);
    assertThat(monitor.shadowEvents.isEmpty()).isTrue();
    assertThat(monitor.models.dropped()).isPresent();
    try (var lease = monitor.models.lease()) {
      assertThat(lease.shadow()).isEmpty();
    }
  }
}
