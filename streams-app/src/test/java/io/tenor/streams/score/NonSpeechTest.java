package io.tenor.streams.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.monitor.DirectScore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped models with the monitor's voice activity detection: what is not one person speaking
 * is no emotion. The sounds are made otherwise than those that the trainer shows its networks.
 */
class NonSpeechTest {

  private static final int WINDOWS = 100;
  private static final int ENOUGH = 90;

  private static final Set<String> NO_EMOTION =
      Set.of(WindowAssessor.SILENCE, WindowAssessor.UNKNOWN);

  static List<Arguments> modelsAndSounds() {
    return Stream.of("compact", "broad")
        .flatMap(model -> Arrays.stream(NonSpeech.values()).map(sound -> arguments(model, sound)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modelsAndSounds")
  void nearlyEveryWindowIsNoEmotion(String shipped, NonSpeech sound) {
    // Given
    int none = 0;
    try (OnnxModel model = OnnxModel.open(Path.of(shipped), 1)) {
      int samples = model.metadata().frontEnd().windowSamples();

      // When
      for (int i = 0; i < WINDOWS; i++) {
        short[] window = sound.samples(samples, new Random(i));
        String label = new DirectScore(model).run(window).get(0).label();
        none += NO_EMOTION.contains(label) ? 1 : 0;
      }
    }

    // Then
    assertThat(none).isGreaterThanOrEqualTo(ENOUGH);
  }
}
