package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FrontEnd;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampleVariantTest {

  private static final int RATE = 16_000;
  private static final double NONE = Double.NEGATIVE_INFINITY;

  private static short[] tone(double hz) {
    short[] samples = new short[RATE];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * hz * n / RATE));
    }
    return samples;
  }

  @Test
  void theFirstVariantIsTheRecordingItself() {
    // Given
    short[] samples = tone(440);

    // When
    short[] same =
        SampleVariant.standard(SampleNoise.LOUD).get(0).apply(samples, RATE, new Random(1));

    // Then
    assertThat(same).containsExactly(samples).isNotSameAs(samples);
  }

  @Test
  void loudNoiseIsTenToTwentyDecibelsBelowTheRecordingAndLightNoiseThirty() {
    assertThat(noises(SampleNoise.LIGHT)).containsExactly(-35.0, -30.0, -30.0);
    assertThat(noises(SampleNoise.LOUD)).containsExactly(-20.0, -15.0, -10.0);
  }

  private static List<Double> noises(SampleNoise noise) {
    return SampleVariant.standard(noise).stream()
        .map(SampleVariant::noiseDb)
        .filter(db -> db > NONE)
        .toList();
  }

  @Test
  void fasterIsShorterAndHigher() {
    // When
    short[] faster = new SampleVariant(110, 0, NONE).apply(tone(1_000), RATE, new Random(1));

    // Then
    assertThat(faster.length / (double) RATE).isCloseTo(1 / 1.1, Offset.offset(1e-3));
    assertThat(loudestBandHz(faster)).isCloseTo(loudestBandHz(tone(1_100)), Offset.offset(1.0));
    assertThat(loudestBandHz(faster)).isGreaterThan(loudestBandHz(tone(1_000)));
  }

  @Test
  void tiltTakesAwayLowFrequenciesOrHighOnes() {
    SampleVariant bright = new SampleVariant(100, 0.4, NONE);
    SampleVariant dark = new SampleVariant(100, -0.4, NONE);
    assertThat(gain(bright, 200)).isLessThan(gain(bright, 6_000));
    assertThat(gain(dark, 200)).isGreaterThan(gain(dark, 6_000));
  }

  @Test
  void noiseHasTheLevelAskedFor() {
    // Given
    short[] samples = tone(440);

    // When
    short[] noisy = new SampleVariant(100, 0, -30).apply(samples, RATE, new Random(1));

    // Then
    double noise = 0;
    for (int n = 0; n < samples.length; n++) {
      noise += Math.pow(noisy[n] - samples[n], 2) / samples.length;
    }
    double signal = 8_000.0 * 8_000 / 2;
    assertThat(10 * Math.log10(noise / signal)).isCloseTo(-30, Offset.offset(0.5));
  }

  @Test
  void whatLeavesNothingOfTheSpeechIsRefused() {
    assertThatThrownBy(() -> new SampleVariant(300, 0, NONE)).hasMessageContaining("300");
    assertThatThrownBy(() -> new SampleVariant(100, 1, NONE)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new SampleVariant(100, 0, 3)).hasMessageContaining("3.0");
  }

  private static double gain(SampleVariant variant, double hz) {
    short[] changed = variant.apply(tone(hz), RATE, new Random(1));
    double energy = 0;
    for (short sample : changed) {
      energy += (double) sample * sample;
    }
    return energy;
  }

  private static double loudestBandHz(short[] samples) {
    FrontEnd frontEnd = FrontEnd.compact();
    Columns columns = Columns.of(frontEnd, samples);
    int loudest = 0;
    int middle = columns.frames() / 2 * columns.bands();
    for (int band = 1; band < columns.bands(); band++) {
      if (Byte.toUnsignedInt(columns.levels()[middle + band])
          > Byte.toUnsignedInt(columns.levels()[middle + loudest])) {
        loudest = band;
      }
    }
    return frontEnd.centreHz(loudest);
  }
}
