package io.tenor.trainer.channel;

import static io.tenor.trainer.channel.Sounds.RATE;
import static io.tenor.trainer.channel.Sounds.noise;
import static io.tenor.trainer.channel.Sounds.snrDb;
import static io.tenor.trainer.channel.Sounds.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackgroundNoiseTest {

  @Test
  void noiseIsAsMuchWeakerAsIsAsked() {
    BackgroundNoise street = new BackgroundNoise("street", noise(300, 5 * RATE, 1));
    short[] speech = tone(400, 3_000, RATE);
    for (double snrDb : new double[] {0, 10, 20}) {
      short[] mixed = street.mix(speech, snrDb, new SplittableRandom(1));
      assertThat(snrDb(speech, mixed)).isCloseTo(snrDb, within(0.1));
    }
  }

  @Test
  void stretchesDifferAndTheSameRandomGivesTheSame() {
    BackgroundNoise street = new BackgroundNoise("street", noise(300, 5 * RATE, 1));
    short[] one = street.stretch(1_000, new SplittableRandom(1));
    assertThat(street.stretch(1_000, new SplittableRandom(1))).isEqualTo(one);
    assertThat(street.stretch(1_000, new SplittableRandom(2))).isNotEqualTo(one);
  }

  @Test
  void aShortNoiseStartsAgain() {
    BackgroundNoise drip = new BackgroundNoise("drip", new short[] {1, 2, 3});
    short[] stretch = drip.stretch(7, new SplittableRandom(1));
    for (int n = 0; n < stretch.length; n++) {
      assertThat((int) stretch[n]).isEqualTo((stretch[0] - 1 + n) % 3 + 1);
    }
  }

  @Test
  void aPauseIsNotMadeLoud() {
    // Given: a second of noise, then hardly anything
    short[] drops = new short[20 * RATE];
    System.arraycopy(noise(3_000, RATE, 1), 0, drops, 0, RATE);
    Arrays.fill(drops, RATE, drops.length, (short) 1);
    short[] speech = tone(400, 3_000, RATE);

    // When
    short[] mixed = new BackgroundNoise("drops", drops).mix(speech, 0, new SplittableRandom(5));

    // Then
    assertThat(snrDb(speech, mixed)).isGreaterThan(30);
  }

  @Test
  void silenceIsNoNoiseAndSilentSpeechStaysSilent() {
    assertThatThrownBy(() -> new BackgroundNoise("none", new short[10]))
        .hasMessageContaining("none is silent");
    BackgroundNoise street = new BackgroundNoise("street", noise(300, RATE, 1));
    assertThat(street.mix(new short[500], 0, new SplittableRandom(1))).containsOnly(0);
  }

  @Test
  void madeNoisesAreSteadyAndOfSeveralColours() {
    Noises made = Noises.made(RATE);
    assertThat(made.all()).hasSize(16);
    assertThat(highShare(made.all().get(0))).isGreaterThan(0.9);
    assertThat(highShare(made.all().get(15))).isLessThan(0.1);
    assertThat(made.all()).allMatch(noise -> Math.abs(Samples.rms(noise.samples()) - 3_000) < 600);
  }

  /** Energy of the difference of neighbours over twice the energy: 1 for white noise. */
  private static double highShare(BackgroundNoise noise) {
    double difference = 0;
    double energy = 0;
    for (int n = 1; n < noise.samples().length; n++) {
      difference += Math.pow(noise.samples()[n] - noise.samples()[n - 1], 2);
      energy += 2.0 * noise.samples()[n] * noise.samples()[n];
    }
    return difference / energy;
  }
}
