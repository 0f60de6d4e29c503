package io.tenor.streams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import io.tenor.streams.demo.ScriptedVoice.Scene;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.SensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSourcesTest {

  @TempDir private Path directory;

  private static short[] play(AudioSource source, int seconds) {
    var samples = new short[16_000 * seconds];
    for (int filled = 0; filled < samples.length; ) {
      var block = source.next(Duration.ofMillis(250)).orElseThrow();
      assertThat(block.sampleRateHz()).isEqualTo(16_000);
      int taken = Math.min(block.samples().length, samples.length - filled);
      System.arraycopy(block.samples(), 0, samples, filled, taken);
      filled += taken;
    }
    return samples;
  }

  @Test
  void aScriptIsPlayedOverAndOver() {
    // Given
    try (var voice = new ScriptedVoice(List.of(Scene.of("anger", 1), Scene.pause(1)), 5)) {
      // When
      var samples = play(voice, 4);

      // Then
      assertThat(loud(samples, 0)).isTrue();
      assertThat(loud(samples, 1)).isFalse();
      assertThat(loud(samples, 2)).isTrue();
      assertThat(loud(samples, 3)).isFalse();
    }
  }

  private static boolean loud(short[] samples, int second) {
    for (int i = second * 16_000; i < (second + 1) * 16_000; i++) {
      if (Math.abs(samples[i]) > 1_000) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theCastIsTheSameEveryTime() {
    // Given
    var first = ScriptedVoice.cast(3);
    var second = ScriptedVoice.cast(3);

    // Then
    for (int i = 0; i < 3; i++) {
      assertThat(play(first.get(i), 2)).isEqualTo(play(second.get(i), 2));
    }
  }

  @Test
  void recordingsGoOnForEverWithPausesAndAnUnreadableOneIsLeftOut() throws IOException {
    // Given
    var tone = new short[8_000];
    Arrays.fill(tone, (short) 5_000);
    WavFile.write(directory.resolve("a.wav"), 16_000, tone);
    Files.writeString(directory.resolve("b.wav"), "no wav");
    var warnings = new ArrayList<String>();

    // When
    try (var source = Recordings.deal(directory, 1, warnings::add).get(0)) {
      var samples = play(source, 3);

      // Then: half a second of tone, half a second of pause
      assertThat(samples[7_999]).isEqualTo((short) 5_000);
      assertThat(samples[8_000]).isZero();
      assertThat(samples[16_000]).isEqualTo((short) 5_000);
      assertThat(warnings).hasSize(1).first().asString().startsWith("b.wav is left out");
    }
  }

  @Test
  void aDirectoryWithoutRecordingsIsNamed() {
    assertThatThrownBy(() -> Recordings.deal(directory, 2, warning -> {}))
        .isInstanceOf(SensorException.class)
        .hasMessageContaining(directory.toString());
  }
}
