package io.tenor.streams.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Emotion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceSourceTest {

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void everyEmotionHasAVoiceThatIsTheSameHoweverItIsCut(Emotion emotion) {
    // When
    short[] fine = speak(new VoiceSource(emotion, 4), Duration.ofMillis(70), 48_000);
    short[] coarse = speak(new VoiceSource(emotion, 4), Duration.ofSeconds(2), 48_000);
    // Then
    assertThat(fine).isEqualTo(coarse);
    assertThat(power(fine)).isPositive();
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
  void angerIsLouderThanSadness() {
    // When
    short[] anger = speak(new VoiceSource(Emotion.ANGER, 4), Duration.ofSeconds(1), 64_000);
    short[] sadness = speak(new VoiceSource(Emotion.SADNESS, 4), Duration.ofSeconds(1), 64_000);
    // Then
    assertThat(power(anger)).isGreaterThan(10 * power(sadness));
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

  private static double power(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return sum / samples.length;
  }
}
