package io.tenor.trainer.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseMixerTest {

  private static final int RATE = VoiceSynthesizer.SAMPLE_RATE_HZ;
  private static final List<Noise> ALL = List.of(Noise.values());
  private static final Utterance VOICE = utterance("a", "03", 1);
  private static final List<Utterance> CORPUS =
      List.of(VOICE, utterance("b", "08", 2), utterance("c", "09", 3));

  private static Utterance utterance(String id, String speaker, long seed) {
    short[] samples = new VoiceSynthesizer(VoiceProfile.of("neutral"), seed).next(2 * RATE);
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) (samples[n] / 4);
    }
    return new Utterance(id, speaker, "t", Emotion.NEUTRAL, samples);
  }

  private static short[] mixed(Noise noise, double snrDb, long seed) {
    return new NoiseMixer(CORPUS, ALL, seed)
        .mix(VOICE, new NoiseCondition(Optional.of(noise), snrDb))
        .samples();
  }

  /** What was added. */
  private static double[] added(short[] mixed) {
    return IntStream.range(0, mixed.length)
        .mapToDouble(n -> mixed[n] - VOICE.samples()[n])
        .toArray();
  }

  private static double energy(double[] sound) {
    return Arrays.stream(sound).map(value -> value * value).sum();
  }

  @ParameterizedTest
  @EnumSource
  void theNoiseIsAsMuchSofterAsWasAskedFor(Noise noise) {
    double voice = energy(added(new short[2 * RATE]));
    for (double snr : new double[] {0, 10, 20}) {
      double measured = 10 * Math.log10(voice / energy(added(mixed(noise, snr, 1))));
      assertThat(measured).isCloseTo(snr, Offset.offset(0.05));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedMakesTheSameNoiseAtEveryStrength(Noise noise) {
    assertThat(mixed(noise, 10, 1))
        .isEqualTo(mixed(noise, 10, 1))
        .isNotEqualTo(mixed(noise, 10, 2));
    double[] louder = added(mixed(noise, 0, 1));
    double[] softer = added(mixed(noise, 20, 1));
    double product =
        IntStream.range(0, louder.length).mapToDouble(n -> louder[n] * softer[n]).sum();
    assertThat(product / Math.sqrt(energy(louder) * energy(softer))).isGreaterThan(0.99);
  }

  @Test
  void whatWouldNotFitIsSofterAsAWhole() {
    // When
    short[] mixed = mixed(Noise.WHITE, -40, 1);

    // Then: a clipped noise would have many samples at its ends
    int peak = IntStream.range(0, mixed.length).map(n -> Math.abs(mixed[n])).max().orElseThrow();
    assertThat(peak).isEqualTo(Short.MAX_VALUE);
    assertThat(IntStream.range(0, mixed.length).filter(n -> Math.abs(mixed[n]) == peak).count())
        .isLessThan(3);
  }

  @Test
  void coloursHaveTheirSlopes() {
    assertThat(slopeDb(Noise.WHITE)).isCloseTo(0, Offset.offset(1.0));
    assertThat(slopeDb(Noise.PINK)).isCloseTo(-3, Offset.offset(1.0));
    // Two poles at 78 Hz; -12 dB far above them.
    assertThat(slopeDb(Noise.CAR)).isCloseTo(-11.1, Offset.offset(1.0));
  }

  /** How much stronger the octave from 400 Hz is than that from 200 Hz, per hertz. */
  private static double slopeDb(Noise noise) {
    double[] sound = noise.sound(1 << 16, List.of(), new SplittableRandom(5));
    return 10 * Math.log10(density(sound, 400) / density(sound, 200));
  }

  /** Mean power at frequencies from there, by correlation. */
  private static double density(double[] sound, double hz) {
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      double step = 2 * Math.PI * hz * (1 + i * 0.003) / RATE;
      double re = 0;
      double im = 0;
      for (int n = 0; n < sound.length; n++) {
        re += sound[n] * Math.cos(step * n);
        im += sound[n] * Math.sin(step * n);
      }
      sum += re * re + im * im;
    }
    return sum;
  }

  @Test
  void babbleIsOfOthersThanTheSpeaker() {
    // Given: the same babble for a corpus in which the speaker has a further recording
    List<Utterance> more = List.of(VOICE, CORPUS.get(1), CORPUS.get(2), utterance("own", "03", 4));
    NoiseCondition babble = new NoiseCondition(Optional.of(Noise.BABBLE), 0);

    // When
    short[] mixed = new NoiseMixer(more, ALL, 1).mix(VOICE, babble).samples();

    // Then
    assertThat(mixed).isEqualTo(mixed(Noise.BABBLE, 0, 1));
  }

  @Test
  void withoutNoiseARecordingIsItself() {
    assertThat(new NoiseMixer(CORPUS, ALL, 1).mix(VOICE, NoiseCondition.CLEAN)).isSameAs(VOICE);
  }

  @Test
  void babbleNeedsAnother() {
    List<Utterance> one = List.of(VOICE);
    assertThatThrownBy(() -> new NoiseMixer(one, ALL, 1))
        .hasMessageContaining("the corpus has one speaker");
    assertThat(new NoiseMixer(one, List.of(Noise.PINK), 1)).isNotNull();
  }

  @Test
  void conditionsAreAllNoisesAtAllStrengthsAfterNone() {
    assertThat(NoiseCondition.all(List.of(Noise.CAR, Noise.PINK), List.of(10.0, 0.0)))
        .extracting(condition -> condition.label() + condition.snrDb())
        .containsExactly("none0.0", "car10.0", "car0.0", "pink10.0", "pink0.0");
  }
}
