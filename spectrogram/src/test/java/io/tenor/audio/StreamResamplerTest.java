package io.tenor.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamResamplerTest {
  private static final int OUT_HZ = 16_000;

  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(PcmFormat.SAMPLE_RATES_HZ);
  }

  private static short[] noise(int samples, long seed) {
    var random = new Random(seed);
    short[] noise = new short[samples];
    for (int n = 0; n < samples; n++) {
      noise[n] = (short) random.nextInt(-32768, 32768);
    }
    return noise;
  }

  private static short[] sine(int samples, int rateHz, double hz, double amplitude) {
    short[] sine = new short[samples];
    for (int n = 0; n < samples; n++) {
      sine[n] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * n / rateHz));
    }
    return sine;
  }

  private static short[] join(short[] a, short[] b) {
    short[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /** Effective value without the margins, where the silence outside weighs in. */
  private static double innerRms(short[] samples) {
    double sum = 0;
    for (int n = 800; n < samples.length - 800; n++) {
      sum += (double) samples[n] * samples[n];
    }
    return Math.sqrt(sum / (samples.length - 1_600));
  }

  @Property(tries = 50)
  void anyChunkingGivesTheSamples(
      @ForAll("rates") int fromHz,
      @ForAll @IntRange(min = 0, max = 6_000) int length,
      @ForAll @IntRange(min = 1, max = 3_000) int largestChunk,
      @ForAll long seed) {
    // Given
    short[] samples = noise(length, seed);
    var chunks = new Random(seed + 1);
    var resampler = new StreamResampler(fromHz, OUT_HZ);

    // When
    short[] out = new short[0];
    for (int n = 0; n < length; ) {
      int chunk = Math.min(length - n, chunks.nextInt(largestChunk + 1));
      out = join(out, resampler.push(samples, n, chunk));
      n += chunk;
    }
    out = join(out, resampler.flush());

    // Then
    assertThat(out).isEqualTo(StreamResampler.resample(samples, fromHz, OUT_HZ));
    assertThat(out.length).isEqualTo((int) Math.ceil(length * (double) OUT_HZ / fromHz));
  }

  @Property(tries = 50)
  void aRestoredResamplerContinuesWhereTheOtherStood(
      @ForAll("rates") int fromHz,
      @ForAll @IntRange(min = 0, max = 3_000) int before,
      @ForAll long seed) {
    // Given
    short[] samples = noise(3_000, seed);
    var first = new StreamResampler(fromHz, OUT_HZ);
    short[] head = first.push(samples, 0, before);
    var second = new StreamResampler(fromHz, OUT_HZ);
    second.push(noise(321, 1), 0, 321);

    // When
    byte[] state = first.state();
    second.restore(state);
    short[] rest = join(second.push(samples, before, 3_000 - before), second.flush());

    // Then
    assertThat(state).hasSizeLessThan(1_100);
    assertThat(join(head, rest)).isEqualTo(StreamResampler.resample(samples, fromHz, OUT_HZ));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 22_050, 24_000, 32_000, 44_100, 48_000})
  void everySampleOfASineLiesAtItsTime(int fromHz) {
    // Given
    for (double share : new double[] {0.05, 0.31, 0.62, 0.9}) {
      double hz = share * Math.min(fromHz, OUT_HZ) / 2;

      // When
      short[] out = StreamResampler.resample(sine(fromHz / 2, fromHz, hz, 20_000), fromHz, OUT_HZ);

      // Then
      short[] expected = sine(out.length, OUT_HZ, hz, 20_000);
      for (int n = 800; n < out.length - 800; n++) {
        assertThat((int) out[n]).as("%s Hz at %s", hz, n).isCloseTo(expected[n], within(6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 8000.5", "48000, 8200", "48000, 9100", "48000, 15999", "48000, 20500",
    "44100, 8100", "44100, 12345", "44100, 21000", "32000, 8050", "32000, 15000",
    "24000, 8040", "24000, 11000", "22050, 8300", "22050, 10900"
  })
  void aToneAboveEightKilohertzIsSeventyDecibelsDown(int fromHz, double hz) {
    // Given
    short[] tone = sine(fromHz, fromHz, hz, 32_000);

    // When
    short[] out = StreamResampler.resample(tone, fromHz, OUT_HZ);

    // Then
    double decibels = 20 * Math.log10(innerRms(out) / innerRms(tone));
    assertThat(decibels).isLessThan(-70);
  }

  @ParameterizedTest
  @ValueSource(doubles = {300, 1_500, 3_000, 3_600})
  void fromEightKilohertzThereIsNoImageAboveFour(double hz) {
    // Given
    short[] out = StreamResampler.resample(sine(8_000, 8_000, hz, 32_000), 8_000, OUT_HZ);
    short[] wanted = sine(out.length, OUT_HZ, hz, 32_000);

    // When
    short[] rest = new short[out.length];
    for (int n = 0; n < out.length; n++) {
      rest[n] = (short) (out[n] - wanted[n]);
    }

    // Then
    assertThat(20 * Math.log10(innerRms(rest) / innerRms(wanted))).isLessThan(-70);
  }

  @Test
  void aConstantStaysWhatItIs() {
    // Given
    short[] constant = new short[44_100];
    Arrays.fill(constant, (short) -12_345);

    // When
    short[] out = StreamResampler.resample(constant, 44_100, OUT_HZ);

    // Then
    assertThat(Arrays.copyOfRange(out, 800, out.length - 800)).containsOnly(-12_345);
  }

  @Test
  void fullScaleNeitherWrapsNorOverflows() {
    // Given
    short[] square = new short[4_800];
    for (int n = 0; n < square.length; n++) {
      square[n] = n / 240 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    // When
    short[] out = StreamResampler.resample(square, 48_000, OUT_HZ);

    // Then
    for (int n = 10; n < out.length; n++) {
      int inCycle = n % 80;
      if (inCycle >= 10 && inCycle < 70) {
        assertThat(out[n] > 0).as("sample %s", n).isEqualTo(n / 80 % 2 == 0);
      }
    }
  }

  @Test
  void equalRatesChangeNothing() {
    // Given
    short[] samples = noise(500, 9);
    var resampler = new StreamResampler(OUT_HZ, OUT_HZ);

    // When
    short[] out = resampler.push(samples, 100, 300);

    // Then
    assertThat(out).isEqualTo(Arrays.copyOfRange(samples, 100, 400));
    assertThat(resampler.flush()).isEmpty();
    assertThat(StreamResampler.resample(samples, OUT_HZ, OUT_HZ)).isEqualTo(samples);
  }

  @Test
  void aForeignStateIsRefused() {
    // Given
    var resampler = new StreamResampler(48_000, OUT_HZ);
    byte[] other = new StreamResampler(44_100, OUT_HZ).state();
    byte[] cut = Arrays.copyOf(resampler.state(), resampler.state().length - 1);
    byte[] wrongPhase = new StreamResampler(8_000, OUT_HZ).state();
    wrongPhase[12] = 2;

    // Then
    for (byte[] state : new byte[][] {other, cut, {}, new byte[20_000]}) {
      assertThatThrownBy(() -> resampler.restore(state))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "These %d bytes are not the state of a resampler from 48000 to 16000 Hz",
              state.length);
    }
    assertThatThrownBy(() -> new StreamResampler(8_000, OUT_HZ).restore(wrongPhase))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The state of a resampler has the phase 2, not 0 to 1");
  }

  @Test
  void impossibleRatesAreRefused() {
    assertThatThrownBy(() -> new StreamResampler(3_999, OUT_HZ))
        .hasMessage("The sample rate 3999 Hz is not from 4000 to 384000");
    assertThatThrownBy(() -> new StreamResampler(384_001, OUT_HZ))
        .hasMessage("The sample rate 384001 Hz is not from 4000 to 384000");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_001, 11_127, 24_414, 44_101, 383_999})
  void anyRateIsReadWithoutDrift(int fromHz) {
    // Given: two seconds of a tone of 1 kHz
    var tone = new short[2 * fromHz];
    for (int n = 0; n < tone.length; n++) {
      tone[n] = (short) Math.round(16_000 * Math.sin(2 * Math.PI * 1_000 * n / fromHz));
    }

    // When
    short[] out = StreamResampler.resample(tone, fromHz, OUT_HZ);

    // Then: it is the same tone from its beginning to its end
    assertThat(out).hasSize(2 * OUT_HZ);
    for (int n = 1_000; n < out.length - 1_000; n++) {
      assertThat((double) out[n])
          .isCloseTo(16_000 * Math.sin(2 * Math.PI * 1_000 * n / OUT_HZ), within(12.0));
    }
  }
}
