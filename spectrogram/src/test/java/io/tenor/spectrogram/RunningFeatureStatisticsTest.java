package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunningFeatureStatisticsTest {

  private static final float[] MEAN = {0.5f, -3};
  private static final float[] VARIANCE = {4, 0};

  private static RunningFeatureStatistics statistics(int prior, int memory) {
    return new RunningFeatureStatistics(new FeatureNormalisation(MEAN, VARIANCE, prior, memory));
  }

  private static void add(RunningFeatureStatistics statistics, List<Float> values) {
    for (float value : values) {
      statistics.add(new float[] {value, -value});
    }
  }

  @Test
  void aSensorNotHeardHasExactlyTheTrainingSetsStatistics() {
    assertThat(statistics(4, 240).row()).containsExactly(0.5f, -3, 4, 0);
  }

  @Property
  void withinTheMemoryTheyAreThoseOfTheWindowsAndThePriorTogether(
      @ForAll @IntRange(max = 20) int prior,
      @ForAll @Size(min = 1, max = 100) List<@FloatRange(min = -10, max = 10) Float> values) {
    // Given
    var statistics = statistics(prior, prior + values.size());

    // When
    add(statistics, values);

    // Then
    int all = prior + values.size();
    double sum = values.stream().mapToDouble(v -> v).sum();
    double mean = (prior * MEAN[0] + sum) / all;
    double squares = prior * (VARIANCE[0] + (MEAN[0] - mean) * (MEAN[0] - mean));
    squares += values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    assertThat(statistics.row()[0]).isCloseTo((float) mean, within(1e-4f));
    assertThat(statistics.row()[2]).isCloseTo((float) (squares / all), within(1e-3f));
  }

  @Test
  void beyondTheMemoryThePastIsForgotten() {
    // Given
    var statistics = statistics(0, 10);
    add(statistics, List.of(9f, 9f, 9f));

    // When
    for (int i = 0; i < 200; i++) {
      statistics.add(new float[] {i % 2 == 0 ? 1 : 3, 0});
    }

    // Then
    assertThat(statistics.row()[0]).isCloseTo(2, within(0.1f));
    assertThat(statistics.row()[2]).isCloseTo(1, within(0.1f));
    assertThat(statistics.row()[1]).isCloseTo(0, within(1e-3f));
  }

  @Property
  void aRestoredOneGoesOnToTheLastBit(
      @ForAll @Size(max = 50) List<@FloatRange(min = -10, max = 10) Float> before,
      @ForAll @Size(max = 50) List<@FloatRange(min = -10, max = 10) Float> after) {
    // Given
    var whole = statistics(4, 30);
    add(whole, before);
    var state = whole.state();
    add(whole, after);

    // When
    var restored = statistics(4, 30);
    restored.restore(state);
    add(restored, after);

    // Then
    assertThat(restored.state()).isEqualTo(whole.state());
    assertThat(restored.row()).isEqualTo(whole.row());
  }

  @Test
  void theStateOrTheFeaturesOfAnotherAreRefused() {
    // Given
    var statistics = statistics(30, 60);
    var state = statistics.state();

    // Then
    assertThat(state).hasSize(5 + 2 * 8);
    assertThat(statistics.fits(state)).isTrue();
    assertThatThrownBy(() -> statistics.restore(Arrays.copyOf(state, state.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("These 20 bytes are not statistics of 2 features over at most 60 windows");
    assertThatThrownBy(() -> statistics(10, 20).restore(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("These 21 bytes are not statistics of 2 features over at most 20 windows");
    assertThatThrownBy(() -> statistics.add(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A window has 3 features, not 2");
  }
}
