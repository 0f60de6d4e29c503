package io.tenor.streams.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.Emotion;
import io.tenor.streams.sensor.VoiceSource.Turn;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoiceSourceTest {

  private static final List<Turn> TURNS =
      List.of(
          Turn.of(Emotion.NEUTRAL, Duration.ofMillis(1_500)),
          Turn.silence(Duration.ofMillis(500)),
          Turn.of(Emotion.ANGER, Duration.ofMillis(1_000)));

  @Test
  void theSamplesAreTheSameHoweverTheyAreCut() {
    // When
    short[] fine = speak(new VoiceSource(TURNS, 4), Duration.ofMillis(70), 80_000);
    short[] coarse = speak(new VoiceSource(TURNS, 4), Duration.ofSeconds(2), 80_000);
    // Then
    assertThat(fine).isEqualTo(coarse);
  }

  @Test
  void turnsFollowEachOtherAndBeginAgain() {
    // When
    short[] samples = speak(new VoiceSource(TURNS, 4), Duration.ofMillis(250), 96_000);
    // Then
    assertThat(Arrays.copyOfRange(samples, 24_000, 32_000)).containsOnly(0);
    assertThat(Arrays.copyOfRange(samples, 72_000, 80_000)).containsOnly(0);
    double neutral = power(samples, 0, 24_000);
    double anger = power(samples, 36_000, 48_000);
    assertThat(neutral).isPositive();
    assertThat(anger).isGreaterThan(4 * neutral);
    assertThat(power(samples, 52_000, 72_000)).isLessThan(anger / 4);
  }

  @Test
  void anotherSeedIsAnotherVoice() {
    // When
    short[] one = speak(new VoiceSource(Emotion.FEAR, 1), Duration.ofMillis(250), 16_000);
    short[] two = speak(new VoiceSource(Emotion.FEAR, 2), Duration.ofMillis(250), 16_000);
    // Then
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void aVoiceWithoutTurnsOrATurnWithoutLengthIsRefused() {
    assertThatThrownBy(() -> new VoiceSource(List.of(), 1)).hasMessageContaining("one turn");
    assertThatThrownBy(() -> Turn.silence(Duration.ZERO)).hasMessageContaining("longer than 0");
  }

  private static short[] speak(VoiceSource voice, Duration chunk, int count) {
    short[] samples = new short[count];
    int at = 0;
    while (at < count) {
      short[] block = voice.next(chunk).orElseThrow().samples();
      int length = Math.min(block.length, count - at);
      System.arraycopy(block, 0, samples, at, length);
      at += length;
    }
    return samples;
  }

  private static double power(short[] samples, int from, int to) {
    double sum = 0;
    for (int n = from; n < to; n++) {
      sum += (double) samples[n] * samples[n];
    }
    return sum / (to - from);
  }
}
