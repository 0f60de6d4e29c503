package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Property
  void anAxisIsNeitherCrowdedNorEmpty(
      @ForAll @DoubleRange(min = 0.01, max = 100_000) double range,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    // When
    double step = Ticks.step(range, most);

    // Then
    assertThat(range / step).isLessThanOrEqualTo(most * (1 + 1e-9));
    assertThat(range / step).isGreaterThan(most / 2.6);
  }

  @Test
  void ticksAreTheMultiplesInTheRange() {
    assertThat(Ticks.between(12.5, 13.5, 0.5)).containsExactly(12.5, 13.0, 13.5);
    assertThat(Ticks.between(-100, 0, 50)).containsExactly(-100.0, -50.0, 0.0);
  }

  @Test
  void labelsHaveAsManyDecimalsAsTheStep() {
    assertThat(Ticks.label(0.30000000000000004, 0.1)).isEqualTo("0.3");
    assertThat(Ticks.label(4_000, 1_000)).isEqualTo("4000");
    assertThat(Ticks.label(12.5, 0.05)).isEqualTo("12.50");
    assertThat(Ticks.label(-20, 20)).isEqualTo("-20");
  }
}
