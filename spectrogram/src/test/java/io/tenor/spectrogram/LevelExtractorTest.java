package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tenor.spectrogram.FrontEnd.Scale;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LevelExtractorTest {
  private static final FrontEnd COMPACT = FrontEnd.compact();

  static FrontEnd[] frontEnds() {
    return new FrontEnd[] {
      COMPACT,
      new FrontEnd(16_000, 1_024, 1_024, 62, Scale.LINEAR, 512, 0, 8_000, -100, 0, 500),
      new FrontEnd(16_000, 512, 480, 240, Scale.LINEAR, 60, 200, 5_000, -80, 10, 100),
      new FrontEnd(8_000, 256, 200, 80, Scale.MEL, 24, 100, 4_000, -90, -10, 100),
      new FrontEnd(48_000, 2_048, 1_200, 480, Scale.MEL, 64, 20, 20_000, -120, 20, 100)
    };
  }

  private static short[][] signals(int samples) {
    return new short[][] {
      Sounds.noise(samples, 0.1, 0, 1),
      Sounds.noise(samples, 0.0005, 0.95, 2),
      Sounds.add(Sounds.sine(samples, 440, 0.9), Sounds.noise(samples, 0.001, 0, 3)),
      Sounds.of(samples, n -> 0.7 * Math.sin(0.00001 * n * n)),
      Sounds.of(samples, n -> n % 701 == 0 ? 1 : 0)
    };
  }

  @ParameterizedTest
  @MethodSource("frontEnds")
  void levelsAgreeWithASlowReference(FrontEnd frontEnd) {
    // Given
    var reference = new SlowReference(frontEnd);
    int frames = 3;
    int compared = 0;
    int different = 0;
    for (short[] signal : signals(frontEnd.frameSamples() + 2 * frontEnd.hopSamples())) {
      // When
      byte[] levels = Spectrogram.levels(frontEnd, signal);

      // Then
      assertThat(levels).hasSize(frames * frontEnd.bands());
      for (int frame = 0; frame < frames; frame++) {
        int[] expected = reference.levels(signal, frame * frontEnd.hopSamples());
        for (int band = 0; band < expected.length; band++) {
          int level = levels[frame * frontEnd.bands() + band] & 0xff;
          assertThat(level).isCloseTo(expected[band], within(1));
          different += level == expected[band] ? 0 : 1;
          compared++;
        }
      }
    }
    assertThat(different).isLessThanOrEqualTo(compared / 500);
  }

  @ParameterizedTest
  @MethodSource("frontEnds")
  void aFullScaleSineReadsZeroDecibelsAtTheCentreOfEveryBand(FrontEnd f) {
    // Given
    var loud =
        new FrontEnd(
            f.sampleRateHz(),
            f.fftSize(),
            f.frameSamples(),
            f.hopSamples(),
            f.scale(),
            f.bands(),
            f.minHz(),
            f.maxHz(),
            -10,
            10,
            f.windowFrames());
    var extractor = new LevelExtractor(loud);
    byte[] column = new byte[loud.bands()];
    double lowest = 3.0 * loud.sampleRateHz() / loud.frameSamples();
    double highest = loud.sampleRateHz() / 2.0 - lowest;

    for (int band = 0; band < loud.bands(); band++) {
      double hz = loud.centreHz(band);
      if (hz > lowest && hz < highest) {
        // When
        short[] sine =
            Sounds.of(
                loud.frameSamples(), n -> Math.sin(2 * Math.PI * hz * n / loud.sampleRateHz()));
        extractor.column(sine, 0, column, 0);

        // Then
        double decibels = loud.decibels(column[band] & 0xff);
        assertThat(decibels).as("band %s at %s Hz", band, hz).isCloseTo(0, within(0.1));
      }
    }
  }

  @Test
  void silenceIsLevelZero() {
    assertThat(Spectrogram.levels(COMPACT, new short[2_000])).containsOnly(0);
  }

  @Test
  void tenDecibelsFainterIsTwentySixLevelsLess() {
    // Given
    byte[] loud = Spectrogram.levels(COMPACT, Sounds.sine(400, 1_000, 0.5));
    byte[] faint = Spectrogram.levels(COMPACT, Sounds.sine(400, 1_000, 0.5 / Math.sqrt(10)));
    int band = 15;
    while (COMPACT.centreHz(band) < 1_000) {
      band++;
    }

    // Then
    assertThat((loud[band] & 0xff) - (faint[band] & 0xff)).isCloseTo(26, within(1));
  }

  @Test
  void samplesOutsideTheFrameDoNotCount() {
    // Given
    short[] samples = Sounds.noise(1_200, 0.2, 0, 7);
    byte[] expected = Spectrogram.levels(COMPACT, Arrays.copyOfRange(samples, 333, 733));
    byte[] column = new byte[50];

    // When
    new LevelExtractor(COMPACT).column(samples, 333, column, 7);

    // Then
    assertThat(Arrays.copyOfRange(column, 7, 47)).isEqualTo(expected);
    assertThat(column[6]).isZero();
    assertThat(column[47]).isZero();
  }

  @Test
  void aColumnAllocatesNothing() {
    // Given
    var extractor = new LevelExtractor(COMPACT);
    short[] samples = Sounds.noise(1_000, 0.2, 0, 7);
    byte[] column = new byte[40];
    extractor.column(samples, 0, column, 0);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int n = 0; n < 500; n++) {
      extractor.column(samples, n, column, 0);
    }
    long after = threads.getCurrentThreadAllocatedBytes();

    // Then
    assertThat(after - before).isLessThan(500);
  }

  @Test
  void aFrameOrColumnThatDoesNotFitIsRefused() {
    var extractor = new LevelExtractor(COMPACT);
    assertThatThrownBy(() -> extractor.column(new short[500], 101, new byte[40], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> extractor.column(new short[500], 0, new byte[40], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
