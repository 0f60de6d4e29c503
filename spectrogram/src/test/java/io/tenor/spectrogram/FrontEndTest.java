package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tenor.spectrogram.FrontEnd.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontEndTest {
  @Test
  void theCompactWindowIsCompletedByTwoSeconds() {
    assertThat(FrontEnd.compact().windowSamples()).isEqualTo(31_920);
    assertThat(FrontEnd.compact().frames(31_920)).isEqualTo(198);
    assertThat(FrontEnd.compact().frames(31_919)).isEqualTo(197);
    assertThat(FrontEnd.compact().frames(399)).isZero();
  }

  @Test
  void levelsAndDecibelsAreEachOthersInverse() {
    for (int level = 0; level <= 255; level++) {
      assertThat(FrontEnd.compact().level(FrontEnd.compact().decibels(level))).isEqualTo(level);
    }
    assertThat(FrontEnd.compact().level(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(FrontEnd.compact().level(3)).isEqualTo(255);
  }

  @Test
  void linearBandsAreBinsWhereThereAreAsMany() {
    // Given
    var paper = new FrontEnd(16_000, 1_024, 1_024, 62, Scale.LINEAR, 512, 0, 8_000, -100, 0, 500);

    // Then
    for (int band = 0; band < 512; band++) {
      assertThat(paper.centreHz(band)).isEqualTo(band * 15.625);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 512})
  void thePapersPictureIsSquareAndShowsTheSameAtEverySize(int size) {
    // When
    FrontEnd paper = FrontEnd.paper(size);

    // Then
    assertThat(paper.bands()).isEqualTo(size);
    assertThat(paper.windowFrames()).isEqualTo(size);
    assertThat(paper.windowSamples() / 16_000.0).isCloseTo(2.06, within(0.02));
    assertThat(paper.centreHz(0)).isLessThan(8_000.0 / size);
    assertThat(paper.centreHz(size - 1)).isBetween(8_000 - 8_000.0 / size, 8_000.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, 100, 1024})
  void thePapersPictureHasNoOtherSize(int size) {
    assertThatThrownBy(() -> FrontEnd.paper(size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size is " + size + ", not 64, 128, 256 or 512");
  }

  @Test
  void melCentresAreEquallySpacedOnHtksScale() {
    double step = (mel(7_600) - mel(50)) / 41;
    for (int band = 0; band < 40; band++) {
      double expected = mel(50) + (band + 1) * step;
      assertThat(mel(FrontEnd.compact().centreHz(band))).isCloseTo(expected, within(1e-6));
    }
  }

  /** The other form of HTK's formula: 1127 ln(1 + f / 700), with its digits in full. */
  private static double mel(double hertz) {
    return 2595 / Math.log(10) * Math.log1p(hertz / 700);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7999  | 512 | 400 | 160 | MEL    | 40  | 50   | 3600  | -100 | 0   | 198 | sampleRateHz is 7999, not from 8000 to 48000
          16000 | 500 | 400 | 160 | MEL    | 40  | 50   | 7600  | -100 | 0   | 198 | fftSize is 500, not a power of two
          16000 | 32  | 32  | 16  | MEL    | 4   | 50   | 7600  | -100 | 0   | 198 | fftSize is 32, not from 64 to 4096
          16000 | 512 | 513 | 160 | MEL    | 40  | 50   | 7600  | -100 | 0   | 198 | frameSamples is 513, not from 16 to 512
          16000 | 512 | 400 | 0   | MEL    | 40  | 50   | 7600  | -100 | 0   | 198 | hopSamples is 0, not from 1 to 400
          16000 | 512 | 400 | 401 | MEL    | 40  | 50   | 7600  | -100 | 0   | 198 | hopSamples is 401, not from 1 to 400
          16000 | 512 | 400 | 160 | LINEAR | 257 | 0    | 8000  | -100 | 0   | 198 | bands is 257, not from 1 to 256
          16000 | 512 | 400 | 160 | MEL    | 200 | 50   | 7600  | -100 | 0   | 198 | bands is 200, too many from 50.0 to 7600.0 Hz for fftSize 512: band 2 holds no bin of the transform; use fewer bands or a larger fftSize
          16000 | 512 | 400 | 160 | LINEAR | 200 | 0    | 4000  | -100 | 0   | 198 | bands is 200, too many from 0.0 to 4000.0 Hz for fftSize 512: band 0 holds no bin of the transform; use fewer bands or a larger fftSize
          16000 | 512 | 400 | 160 | MEL    | 40  | -1   | 7600  | -100 | 0   | 198 | minHz is -1, not from 0 to 8000
          16000 | 512 | 400 | 160 | MEL    | 40  | NaN  | 7600  | -100 | 0   | 198 | minHz is NaN, not from 0 to 8000
          16000 | 512 | 400 | 160 | MEL    | 40  | 50   | 8001  | -100 | 0   | 198 | maxHz is 8001, not from 0 to 8000
          16000 | 512 | 400 | 160 | MEL    | 40  | 7600 | 50    | -100 | 0   | 198 | minHz is 7600.0, not below maxHz 50.0
          16000 | 512 | 400 | 160 | MEL    | 40  | 50   | 7600  | -201 | 0   | 198 | floorDb is -201, not from -200 to 100
          16000 | 512 | 400 | 160 | MEL    | 40  | 50   | 7600  | -100 | 101 | 198 | ceilingDb is 101, not from -200 to 100
          16000 | 512 | 400 | 160 | MEL    | 40  | 50   | 7600  | 0    | 0   | 198 | floorDb is 0.0, not below ceilingDb 0.0
          16000 | 512 | 400 | 160 | MEL    | 40  | 50   | 7600  | -100 | 0   | 0   | windowFrames is 0, not from 1 to 100000
          """)
  void aComponentOutOfRangeIsRefusedByName(
      int rate,
      int fft,
      int frame,
      int hop,
      Scale scale,
      int bands,
      double min,
      double max,
      double floor,
      double ceiling,
      int window,
      String message) {
    assertThatThrownBy(
            () ->
                new FrontEnd(rate, fft, frame, hop, scale, bands, min, max, floor, ceiling, window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
