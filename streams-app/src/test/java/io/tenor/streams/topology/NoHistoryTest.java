package io.tenor.streams.topology;

import static io.tenor.streams.topology.MonitorDriver.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.EmotionEvent;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.DirectScore;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that asks for what its sensors said before, and is not told. */
class NoHistoryTest {

  private static final int HOP = 8_000;
  private static final int WINDOW = 32_000;

  @TempDir private Path directory;

  @Test
  void everyWindowIsTheFirstOfItsSensor() {
    // Given
    var speech = MonitorDriver.voice("sadness", 3).next(24 * CHUNK);
    try (var model = OnnxModel.open(ComparingOnnx.bytes(), "comparing", 1);
        var monitor =
            new MonitorDriver(model, directory, MonitorDriver.settings(Overload.LAG, false))) {
      // When
      for (int from = 0; from < speech.length; from += CHUNK) {
        monitor.wardAudio.pipeInput(
            MonitorDriver.chunk(
                "bed-1", "s1", from, Arrays.copyOfRange(speech, from, from + CHUNK)));
      }
      monitor.passTime();

      // Then
      var events = monitor.events.readValuesToList();
      assertThat(events).hasSize(9);
      for (int i = 0; i < events.size(); i++) {
        var alone = Arrays.copyOfRange(speech, i * HOP, i * HOP + WINDOW);
        assertThat(anger(events.get(i)))
            .as("window %d", i)
            .isCloseTo(anger(model, alone), within(2e-6));
      }
      assertThat(monitor.stored(MonitorTopology.PASTS)).isZero();
      assertThat(anger(events.get(8)))
          .as("a model that is told judges otherwise")
          .isNotCloseTo(last(model, speech), within(1e-3));
    }
  }

  private static double anger(EmotionEvent event) {
    return event.probabilities().get("anger");
  }

  private static double anger(OnnxModel model, short[] window) {
    return new DirectScore(model).run(window).get(0).probabilities().get(label(model));
  }

  private static double last(OnnxModel model, short[] speech) {
    return new DirectScore(model).run(speech).get(8).probabilities().get(label(model));
  }

  private static int label(OnnxModel model) {
    return model.metadata().labels().indexOf("anger");
  }
}
