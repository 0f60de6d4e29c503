package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunningBandStatisticsTest {

  private static final float[] MEAN = {60, 180};
  private static final float[] DEVIATION = {25, 7.5f};

  private static RunningBandStatistics statistics(int prior, int memory) {
    return new RunningBandStatistics(new SensorNormalisation(MEAN, DEVIATION, prior, memory));
  }

  private static void add(RunningBandStatistics statistics, byte[] levels) {
    for (int i = 0; i + 1 < levels.length; i += 2) {
      statistics.add(levels, i);
    }
  }

  @Test
  void aSensorNotHeardHasExactlyTheTrainingSetsStatistics() {
    assertThat(statistics(300, 6_000).row()).containsExactly(60, 180, 25, 7.5f);
  }

  @Property
  void withinTheMemoryTheyAreThoseOfTheColumnsAndThePriorTogether(
      @ForAll @IntRange(max = 500) int prior, @ForAll @Size(min = 2, max = 400) byte[] levels) {
    // Given
    var statistics = statistics(prior, prior + levels.length);

    // When
    add(statistics, levels);

    // Then
    for (int band = 0; band < 2; band++) {
      int frames = levels.length / 2;
      double sum = prior * MEAN[band];
      for (int i = 0; i < frames; i++) {
        sum += levels[2 * i + band] & 0xff;
      }
      double mean = sum / (prior + frames);
      double offset = MEAN[band] - mean;
      double squares = prior * (DEVIATION[band] * DEVIATION[band] + offset * offset);
      for (int i = 0; i < frames; i++) {
        double delta = (levels[2 * i + band] & 0xff) - mean;
        squares += delta * delta;
      }
      double deviation = Math.sqrt(Math.max(1, squares / (prior + frames)));
      assertThat(statistics.row()[band]).isCloseTo((float) mean, within(1e-3f));
      assertThat(statistics.row()[2 + band]).isCloseTo((float) deviation, within(1e-3f));
    }
  }

  @Property
  void beyondTheMemoryThePastWeighsLessWithEveryColumn(
      @ForAll @IntRange(min = 1, max = 40) int memory,
      @ForAll @Size(min = 100, max = 200) byte[] levels) {
    // Given
    var statistics = statistics(0, memory);
    int frames = levels.length / 2;

    // When
    add(statistics, levels);

    // Then
    double[] weights = new double[frames];
    for (int i = 0; i < frames; i++) {
      double newest = 1.0 / Math.min(i + 1, memory);
      for (int older = 0; older < i; older++) {
        weights[older] *= 1 - newest;
      }
      weights[i] = newest;
    }
    for (int band = 0; band < 2; band++) {
      double mean = 0;
      for (int i = 0; i < frames; i++) {
        mean += weights[i] * (levels[2 * i + band] & 0xff);
      }
      double variance = 0;
      for (int i = 0; i < frames; i++) {
        double delta = (levels[2 * i + band] & 0xff) - mean;
        variance += weights[i] * delta * delta;
      }
      assertThat(statistics.row()[band]).isCloseTo((float) mean, within(1e-3f));
      assertThat(statistics.row()[2 + band])
          .isCloseTo((float) Math.sqrt(Math.max(1, variance)), within(1e-3f));
    }
  }

  @Property
  void aRestoredOneGoesOnToTheLastBit(
      @ForAll @Size(max = 200) byte[] before, @ForAll @Size(max = 200) byte[] after) {
    // Given
    var whole = statistics(30, 60);
    add(whole, before);
    var state = whole.state();
    add(whole, after);

    // When
    var restored = statistics(30, 60);
    restored.restore(state);
    add(restored, after);

    // Then
    assertThat(restored.state()).isEqualTo(whole.state());
    assertThat(restored.row()).isEqualTo(whole.row());
  }

  @Test
  void aBandThatNeverMovesKeepsADeviationOfOneLevel() {
    // Given
    var statistics = statistics(0, 100);

    // When
    for (int i = 0; i < 100; i++) {
      statistics.add(new byte[] {(byte) 200, 10}, 0);
    }

    // Then
    assertThat(statistics.row()).containsExactly(200, 10, 1, 1);
  }

  @Test
  void theStateOfAnotherIsRefused() {
    // Given
    var statistics = statistics(30, 60);
    var state = statistics.state();

    // Then
    assertThat(state).hasSize(5 + 2 * 16);
    assertThatThrownBy(() -> statistics.restore(Arrays.copyOf(state, state.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("These 36 bytes are not statistics of 2 bands");
    assertThatThrownBy(() -> statistics(10, 20).restore(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The statistics of a sensor count 30 frames, not 0 to 20");
  }
}
