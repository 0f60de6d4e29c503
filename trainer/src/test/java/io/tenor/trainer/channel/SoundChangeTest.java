package io.tenor.trainer.channel;

import static io.tenor.trainer.channel.Sounds.RATE;
import static io.tenor.trainer.channel.Sounds.gainDb;
import static io.tenor.trainer.channel.Sounds.noise;
import static io.tenor.trainer.channel.Sounds.snrDb;
import static io.tenor.trainer.channel.Sounds.tone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SoundChangeTest {

  private static Equaliser equaliser(Equaliser.Shape shape, double hz, double gainDb) {
    return new Equaliser(List.of(new Equaliser.Band(shape, hz, gainDb, Math.sqrt(0.5))));
  }

  @Test
  void gainIsInDecibelsAndClipsAtFullScale() {
    assertThat(gainDb(new Gain(-20), 1_000)).isCloseTo(-20, within(0.01));
    assertThat(gainDb(new Gain(10), 1_000)).isCloseTo(10, within(0.01));
    assertThat(new Gain(40).apply(new short[] {-3_000, 1, 3_000}, RATE))
        .containsExactly(Short.MIN_VALUE, 100, Short.MAX_VALUE);
    assertThatThrownBy(() -> new Gain(61)).hasMessageContaining("61");
  }

  @Test
  void aPeakChangesWhatIsAroundIt() {
    Equaliser peak = equaliser(Equaliser.Shape.PEAK, 1_000, 9);
    assertThat(gainDb(peak, 1_000)).isCloseTo(9, within(0.1));
    assertThat(gainDb(peak, 60)).isCloseTo(0, within(0.3));
    assertThat(gainDb(peak, 7_000)).isCloseTo(0, within(0.3));
  }

  @Test
  void shelvesChangeOneSideEach() {
    Equaliser low = equaliser(Equaliser.Shape.LOW_SHELF, 500, -8);
    assertThat(gainDb(low, 50)).isCloseTo(-8, within(0.2));
    assertThat(gainDb(low, 500)).isCloseTo(-4, within(0.2));
    assertThat(gainDb(low, 5_000)).isCloseTo(0, within(0.2));
    Equaliser high = equaliser(Equaliser.Shape.HIGH_SHELF, 2_000, 6);
    assertThat(gainDb(high, 100)).isCloseTo(0, within(0.1));
    assertThat(gainDb(high, 2_000)).isCloseTo(3, within(0.2));
    assertThat(gainDb(high, 7_500)).isCloseTo(6, within(0.2));
  }

  @Test
  void aDrawnEqualiserIsAMicrophonesColour() {
    for (int seed = 0; seed < 50; seed++) {
      Equaliser drawn = Equaliser.draw(new SplittableRandom(seed));
      assertThat(drawn.bands()).hasSizeBetween(3, 5);
      assertThat(drawn.bands()).allMatch(band -> Math.abs(band.gainDb()) <= 10);
      assertThat(Math.abs(gainDb(drawn, 1_000))).isLessThan(35);
    }
  }

  @Test
  void aTelephoneCarriesTheBandOfALineAndIsNotLate() {
    Telephone line = new Telephone(Companding.ALAW);
    assertThat(gainDb(line, 1_000)).isCloseTo(0, within(0.2));
    assertThat(gainDb(line, 300)).isCloseTo(-3, within(0.3));
    assertThat(gainDb(line, 3_400)).isCloseTo(-3, within(0.4));
    assertThat(gainDb(line, 75)).isLessThan(-35);
    assertThat(gainDb(line, 6_000)).isLessThan(-30);
    short[] burst = new short[3_000];
    System.arraycopy(tone(1_000, 8_000, 500), 0, burst, 1_000, 500);
    short[] heard = line.apply(burst, RATE);
    assertThat(heard).hasSameSizeAs(burst);
    double inPlace = energy(heard, 1_000, 1_532);
    assertThat(inPlace / energy(heard, 0, heard.length)).isGreaterThan(0.97);
  }

  @Test
  void compandingKeepsWhatIsSoft() {
    for (Companding law : Companding.values()) {
      short[] loud = noise(5_000, RATE, 1);
      short[] soft = noise(200, RATE, 1);
      assertThat(snrDb(loud, law.apply(loud, RATE))).as(law.label()).isBetween(35.0, 42.0);
      assertThat(snrDb(soft, law.apply(soft, RATE))).as(law.label()).isGreaterThan(27);
    }
  }

  @Test
  void clippingCutsWhatIsBeyondAndLeavesTheRest() {
    // Given
    short[] tone = tone(500, 8_000, RATE);

    // When
    short[] clipped = new Clipping(6).apply(tone, RATE);

    // Then
    int limit = (int) Math.round(8_000 * Math.pow(10, -0.3));
    for (int n = 0; n < tone.length; n++) {
      assertThat((int) clipped[n]).isEqualTo(Math.max(-limit, Math.min(limit, tone[n])));
    }
    assertThatThrownBy(() -> new Clipping(-1)).hasMessageContaining("-1");
  }

  @Test
  void adpcmIsCoarseAndNotLate() {
    short[] sound = tone(700, 6_000, RATE);
    assertThat(snrDb(sound, new Adpcm(RATE).apply(sound, RATE))).isBetween(15.0, 40.0);
    assertThat(snrDb(sound, new Adpcm(8_000).apply(sound, RATE))).isBetween(12.0, 40.0);
    assertThat(gainDb(new Adpcm(8_000), 6_000)).isLessThan(-25);
    assertThatThrownBy(() -> new Adpcm(4_000)).hasMessageContaining("4000");
  }

  @Test
  void aTransformCodecOfFineStepsGivesTheSoundBack() {
    short[] sound = noise(2_000, RATE + 77, 4);
    assertThat(snrDb(sound, new TransformCodec(8_000, 0.001).apply(sound, RATE))).isGreaterThan(55);
  }

  @Test
  void aTransformCodecOfCoarseStepsLosesWhatIsSoftAndWhatIsHigh() {
    short[] sound = noise(2_000, RATE, 4);
    double fine = snrDb(sound, new TransformCodec(8_000, 0.5).apply(sound, RATE));
    double coarse = snrDb(sound, new TransformCodec(8_000, 2).apply(sound, RATE));
    assertThat(fine).isBetween(14.0, 20.0);
    assertThat(coarse).isBetween(2.0, 8.0);
    assertThat(gainDb(new TransformCodec(4_000, 1), 5_000)).isLessThan(-40);
    assertThat(gainDb(new TransformCodec(4_000, 1), 1_000)).isCloseTo(0, within(1.0));
  }

  @Test
  void nothingIsMadeOfSilence() {
    for (SoundChange change :
        List.of(
            new Gain(10),
            Equaliser.draw(new SplittableRandom(1)),
            new Clipping(10),
            new TransformCodec(4_000, 1))) {
      assertThat(change.apply(new short[1_000], RATE)).hasSize(1_000).containsOnly(0);
    }
  }

  private static double energy(short[] samples, int from, int to) {
    double energy = 0;
    for (int n = from; n < to; n++) {
      energy += (double) samples[n] * samples[n];
    }
    return energy;
  }
}
