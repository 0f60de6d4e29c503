package io.tenor.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.VoiceActivity;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceSynthesizerTest {
  private static final int RATE_HZ = VoiceSynthesizer.SAMPLE_RATE_HZ;
  private static final int FRAME = 640;

  static Stream<Arguments> voices() {
    return VoiceProfile.LABELS.stream()
        .flatMap(label -> IntStream.of(2, 3).mapToObj(seed -> Arguments.of(label, seed)));
  }

  private static short[] speak(VoiceProfile profile, long seed, int seconds) {
    return new VoiceSynthesizer(profile, seed).next(seconds * RATE_HZ);
  }

  /** Root mean square of each frame relative to a full-scale sine. */
  private static double[] frameDecibels(short[] samples, int size) {
    double[] decibels = new double[samples.length / size];
    for (int frame = 0; frame < decibels.length; frame++) {
      double power = 0;
      for (int n = frame * size; n < (frame + 1) * size; n++) {
        power += (double) samples[n] * samples[n];
      }
      decibels[frame] = 10 * Math.log10(2 * power / size / (32_767.0 * 32_767) + 1e-12);
    }
    return decibels;
  }

  /** Decibels of the mean power of the frames that are no pause. */
  private static double loudness(short[] samples) {
    double[] spoken = Arrays.stream(frameDecibels(samples, FRAME)).filter(db -> db > -62).toArray();
    double power = Arrays.stream(spoken).map(db -> Math.pow(10, db / 10)).average().orElseThrow();
    return 10 * Math.log10(power);
  }

  /** Share of time that is 35 dB below the rest for at least 60 ms, as no closure of a stop is. */
  private static double pauseShare(short[] samples) {
    double[] decibels = frameDecibels(samples, 160);
    double quiet = loudness(samples) - 35;
    int paused = 0;
    int run = 0;
    for (double db : decibels) {
      run = db < quiet ? run + 1 : 0;
      paused += run == 6 ? 6 : run > 6 ? 1 : 0;
    }
    return (double) paused / decibels.length;
  }

  /** Median over voiced frames of the pitch with the highest normalised autocorrelation. */
  private static double medianPitchHz(short[] samples) {
    double[] decibels = frameDecibels(samples, FRAME);
    double loud = loudness(samples) - 6;
    double[] pitches =
        IntStream.range(0, decibels.length - 2)
            .filter(frame -> decibels[frame] > loud && decibels[frame + 1] > loud)
            .mapToDouble(frame -> pitchHz(samples, frame * FRAME))
            .filter(hz -> hz > 0)
            .sorted()
            .toArray();
    assertThat(pitches).hasSizeGreaterThan(20);
    return pitches[pitches.length / 2];
  }

  private static double pitchHz(short[] samples, int start) {
    double[] similarity = new double[RATE_HZ / 55];
    double best = 0;
    for (int lag = RATE_HZ / 480; lag < similarity.length; lag++) {
      double cross = 0;
      double energy = 0;
      for (int n = start; n < start + FRAME; n++) {
        cross += (double) samples[n] * samples[n + lag];
        energy += (double) samples[n + lag] * samples[n + lag];
      }
      similarity[lag] = cross / Math.sqrt(energy + 1);
      best = Math.max(best, similarity[lag]);
    }
    for (int lag = RATE_HZ / 480 + 1; lag < similarity.length - 1; lag++) {
      boolean peak =
          similarity[lag] >= similarity[lag - 1] && similarity[lag] >= similarity[lag + 1];
      if (peak && similarity[lag] > 0.9 * best) {
        return (double) RATE_HZ / lag;
      }
    }
    return 0;
  }

  /** Decibels of the power above 2 kHz relative to all. */
  private static double brightness(short[] samples) {
    FrontEnd frontEnd = FrontEnd.compact();
    byte[] levels = Spectrogram.levels(frontEnd, samples);
    double high = 0;
    double all = 0;
    for (int n = 0; n < levels.length; n++) {
      double power = Math.pow(10, frontEnd.decibels(levels[n] & 0xff) / 10);
      all += power;
      high += frontEnd.centreHz(n % frontEnd.bands()) > 2_000 ? power : 0;
    }
    return 10 * Math.log10(high / all);
  }

  @Property(tries = 25)
  void theSamplesDoNotDependOnHowManyAreAskedFor(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int largest) {
    // Given
    var profile = VoiceProfile.of("happiness").forSpeaker(seed);
    short[] whole = new VoiceSynthesizer(profile, seed).next(4_000);
    var voice = new VoiceSynthesizer(profile, seed);
    var sizes = new Random(seed);

    // When
    short[] pieces = new short[4_000];
    for (int n = 0; n < pieces.length; ) {
      short[] piece = voice.next(Math.min(pieces.length - n, sizes.nextInt(largest + 1)));
      System.arraycopy(piece, 0, pieces, n, piece.length);
      n += piece.length;
    }

    // Then
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void anotherSeedSaysSomethingElse() {
    assertThat(speak(VoiceProfile.of("neutral"), 1, 1))
        .isNotEqualTo(speak(VoiceProfile.of("neutral"), 2, 1));
  }

  @ParameterizedTest
  @MethodSource("voices")
  void theVoiceHasThePitchOfItsProfile(String label, long seed) {
    // Given
    var profile = VoiceProfile.of(label).forSpeaker(seed);

    // When
    double pitch = medianPitchHz(speak(profile, seed, 20));

    // Then
    assertThat(pitch).isCloseTo(profile.pitchHz(), within(0.12 * profile.pitchHz()));
  }

  @ParameterizedTest
  @MethodSource("voices")
  void theVoiceIsAsLoudAsItsProfileAndNeverClips(String label, long seed) {
    // Given
    var profile = VoiceProfile.of(label).forSpeaker(seed);

    // When
    short[] samples = speak(profile, seed, 20);

    // Then
    assertThat(loudness(samples)).isCloseTo(profile.loudnessDb(), within(3.5));
    for (short sample : samples) {
      assertThat(Math.abs((int) sample)).isLessThan(Short.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("voices")
  void theVoicePausesAsItsProfileSays(String label, long seed) {
    // Given
    var profile = VoiceProfile.of(label).forSpeaker(seed);

    // When
    short[] samples = speak(profile, seed, 60);

    // Then
    assertThat(pauseShare(samples)).isCloseTo(profile.pauseShare(), within(0.06));
  }

  @ParameterizedTest
  @MethodSource("voices")
  void voiceActivityHearsSpeechInNearlyEveryWindow(String label, long seed) {
    // Given
    FrontEnd frontEnd = FrontEnd.compact();
    var activity = new VoiceActivity(frontEnd);
    byte[] levels =
        Spectrogram.levels(frontEnd, speak(VoiceProfile.of(label).forSpeaker(seed), seed, 40));
    int window = frontEnd.windowFrames() * frontEnd.bands();

    // When
    int windows = 0;
    int speech = 0;
    for (int at = 0; at + window <= levels.length; at += window / 2) {
      windows++;
      double share = activity.speechShare(levels, at, frontEnd.windowFrames());
      speech += activity.isSpeech(share) ? 1 : 0;
    }

    // Then
    assertThat(windows).isGreaterThan(35);
    assertThat(speech).isGreaterThanOrEqualTo(windows - 1);
  }

  @Test
  void angerIsLouderAndBrighterThanSadness() {
    // Given
    for (int seed = 0; seed < 4; seed++) {
      short[] anger = speak(VoiceProfile.of("anger").forSpeaker(seed), seed, 10);
      short[] sadness = speak(VoiceProfile.of("sadness").forSpeaker(seed), seed, 10);

      // Then
      assertThat(loudness(anger)).isGreaterThan(loudness(sadness) + 6);
      assertThat(brightness(anger)).isGreaterThan(brightness(sadness) + 3);
      assertThat(medianPitchHz(anger)).isGreaterThan(1.4 * medianPitchHz(sadness));
    }
  }

  @Test
  void theMannerCanChangeWhileSpeaking() {
    // Given
    var voice = new VoiceSynthesizer(VoiceProfile.of("sadness"), 8);
    short[] before = voice.next(10 * RATE_HZ);

    // When
    voice.changeTo(VoiceProfile.of("anger"));
    short[] after = voice.next(10 * RATE_HZ);

    // Then
    assertThat(loudness(after)).isGreaterThan(loudness(before) + 8);
    assertThat(medianPitchHz(after)).isGreaterThan(1.5 * medianPitchHz(before));
    assertThat(voice.profile()).isEqualTo(VoiceProfile.of("anger"));
  }
}
