package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.cut;
import static io.tenor.streams.window.Chunks.fingerprints;
import static io.tenor.streams.window.Chunks.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CuttingTest {

  @ParameterizedTest
  @CsvSource({
    "500, 50",
    "1000, 100",
    "494, 49",
    "1, 1", // at least a column
    "60000, 198", // at most a window: nothing goes unheard
  })
  void aHopIsCountedInColumns(int hopMs, int columns) {
    assertThat(SETTINGS.hopping(Duration.ofMillis(hopMs)).windowHopFrames()).isEqualTo(columns);
  }

  @Test
  void windowsEverySecondAreEverySecondOfThoseTwiceASecond() {
    // Given
    var chunks = cut(audio(160_000, 2), 16_000, List.of(4_000, 1_234));

    // When
    var every = windows(SETTINGS.hopping(Duration.ofSeconds(1)), chunks);

    // Then
    var twice = windows(SETTINGS, chunks);
    assertThat(fingerprints(every))
        .hasSize(9)
        .isEqualTo(
            fingerprints(
                IntStream.range(0, twice.size())
                    .filter(i -> i % 2 == 0)
                    .mapToObj(twice::get)
                    .toList()));
  }

  @Test
  void aHopOfNothingIsRefused() {
    assertThatThrownBy(() -> Cutting.USUAL.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hop is above 0, not PT0S");
  }
}
