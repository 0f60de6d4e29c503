package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FrontEnd.Scale;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceActivityTest {
  private static final FrontEnd COMPACT = FrontEnd.compact();
  private static final FrontEnd LINEAR =
      new FrontEnd(16_000, 1_024, 1_024, 62, Scale.LINEAR, 512, 0, 8_000, -100, 0, 500);
  private static final int SAMPLES = COMPACT.windowSamples();
  private static final double[] AMPLITUDES = {0.001, 0.03, 0.3};

  private static void assertNoSpeech(short[] samples) {
    for (FrontEnd frontEnd : new FrontEnd[] {COMPACT, LINEAR}) {
      var activity = new VoiceActivity(frontEnd);
      double share =
          activity.speechShare(
              Spectrogram.levels(frontEnd, samples), 0, frontEnd.frames(samples.length));
      assertThat(activity.isSpeech(share)).as("share %s for %s", share, frontEnd).isFalse();
    }
  }

  @Test
  void silenceIsNoSpeech() {
    assertNoSpeech(new short[SAMPLES]);
    assertNoSpeech(Sounds.noise(SAMPLES, 0.00003, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9, 0.99})
  void noiseIsNoSpeechWhetherSteadyOrSwitched(double weight) {
    for (double amplitude : AMPLITUDES) {
      for (int seed = 0; seed < 5; seed++) {
        short[] noise = Sounds.noise(SAMPLES, amplitude, weight, seed);
        assertNoSpeech(noise);
        assertNoSpeech(Sounds.between(noise, 9_000, 23_000));
      }
    }
  }

  @Test
  void pinkNoiseIsNoSpeechWhetherSteadyOrSwitched() {
    for (int seed = 0; seed < 5; seed++) {
      short[] noise = Sounds.pinkNoise(SAMPLES, 1, seed);
      assertNoSpeech(noise);
      assertNoSpeech(Sounds.between(noise, 5_000, 29_000));
    }
  }

  @ParameterizedTest
  @CsvSource({"180, 0", "440, 0", "1000, 0", "3100, 0", "770, 1336"})
  void tonesAreNoSpeechWhetherSteadyOrSwitched(double hz, double secondHz) {
    for (double amplitude : AMPLITUDES) {
      short[] tone =
          Sounds.add(
              Sounds.sine(SAMPLES, hz, amplitude), Sounds.sine(SAMPLES, secondHz, amplitude));
      assertNoSpeech(tone);
      assertNoSpeech(Sounds.between(tone, 8_123, 24_567));
    }
  }

  @Test
  void anEngineThatStartsIsNoSpeech() {
    // Given
    short[] buzz =
        Sounds.of(
            SAMPLES,
            n -> {
              double sum = 0;
              for (int harmonic = 1; harmonic <= 60; harmonic++) {
                sum += Math.sin(2 * Math.PI * 95 * harmonic * n / 16_000.0) / harmonic;
              }
              return 0.2 * sum;
            });

    // Then
    assertNoSpeech(buzz);
    assertNoSpeech(Sounds.between(buzz, 10_000, SAMPLES));
  }

  @Test
  void onlyTheWindowsOwnLevelsCount() {
    // Given
    var activity = new VoiceActivity(COMPACT);
    short[] syllables = syllables();
    byte[] window = Spectrogram.levels(COMPACT, syllables);
    byte[] inside = new byte[3 * window.length];
    Arrays.fill(inside, (byte) 200);
    System.arraycopy(window, 0, inside, window.length, window.length);

    // When
    double alone = activity.speechShare(window, 0, 198);
    double within = activity.speechShare(inside, window.length, 198);

    // Then
    assertThat(alone).isGreaterThan(0.3);
    assertThat(within).isEqualTo(alone);
    assertThat(activity.isSpeech(alone)).isTrue();
  }

  @Test
  void aVoiceStandsOutUntilNoiseFillsItsPauses() {
    // Given
    var activity = new VoiceActivity(COMPACT);
    short[] voice = syllables();

    // When
    double alone = prominence(activity, voice);
    double softNoise = prominence(activity, inNoise(voice, 0.1));
    double loudNoise = prominence(activity, inNoise(voice, 1.5));

    // Then
    assertThat(alone).isGreaterThan(softNoise);
    assertThat(activity.standsOut(softNoise)).as("%s dB", softNoise).isTrue();
    assertThat(activity.standsOut(loudNoise)).as("%s dB", loudNoise).isFalse();
  }

  @Test
  void aRumbleBelowTheVoiceDoesNotHideIt() {
    // Given
    var activity = new VoiceActivity(COMPACT);
    short[] voice = syllables();

    // When
    double prominence = prominence(activity, Sounds.add(voice, Sounds.sine(SAMPLES, 60, 0.4)));

    // Then
    assertThat(activity.standsOut(prominence)).as("%s dB", prominence).isTrue();
  }

  @Test
  void stillnessHasNoProminence() {
    var activity = new VoiceActivity(COMPACT);
    assertThat(prominence(activity, new short[SAMPLES])).isZero();
    assertThat(activity.prominenceDb(new byte[0], 0, 0)).isZero();
    assertThatThrownBy(() -> activity.prominenceDb(new byte[400], 1, 10))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** The voice in white noise of so many times its own effective value, all of it softer. */
  private static short[] inNoise(short[] voice, double times) {
    double energy = IntStream.range(0, SAMPLES).mapToDouble(n -> voice[n] * voice[n]).sum();
    double rms = times * Math.sqrt(energy / SAMPLES) / 32_767;
    short[] noise = Sounds.noise(SAMPLES, 0.1, 0, 1);
    return Sounds.of(SAMPLES, n -> 0.1 * (voice[n] + rms / 0.1 * noise[n]) / 32_767);
  }

  private static double prominence(VoiceActivity activity, short[] samples) {
    return activity.prominenceDb(Spectrogram.levels(COMPACT, samples), 0, 198);
  }

  /** Pulses through two resonances that glide, with a pause after each. */
  private static short[] syllables() {
    double[] state = new double[4];
    return Sounds.of(
        SAMPLES,
        n -> {
          double glide = Math.sin(2 * Math.PI * n / 6_400.0);
          double gate = n % 4_000 < 2_800 ? 1 : 0.001;
          double pulse = n % 130 == 0 ? gate : 0;
          double first = resonate(state, 0, pulse, 500 + 250 * glide);
          return 0.05 * resonate(state, 2, first, 1_500 - 600 * glide);
        });
  }

  private static double resonate(double[] state, int at, double input, double hz) {
    double radius = 0.98;
    double output =
        input
            + 2 * radius * Math.cos(2 * Math.PI * hz / 16_000) * state[at]
            - radius * radius * state[at + 1];
    state[at + 1] = state[at];
    state[at] = output;
    return output;
  }

  @Test
  void noFramesHoldNoSpeech() {
    assertThat(new VoiceActivity(COMPACT).speechShare(new byte[0], 0, 0)).isZero();
  }

  @Test
  void aWindowOutsideTheArrayIsRefused() {
    var activity = new VoiceActivity(COMPACT);
    assertThatThrownBy(() -> activity.speechShare(new byte[400], 1, 10))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aFrontEndWithTooFewBandsIsRefused() {
    var coarse = new FrontEnd(16_000, 512, 400, 160, Scale.MEL, 2, 50, 7_600, -100, 0, 198);
    assertThatThrownBy(() -> new VoiceActivity(coarse))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Voice activity needs 3 groups of bands from 150 to 4000 Hz,"
                + " this front end has 2: use more bands");
  }
}
