package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd.Scale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LevelScaleTest {
  private static FrontEnd between(double floorDb, double ceilingDb) {
    return new FrontEnd(16_000, 512, 400, 160, Scale.MEL, 40, 50, 7_600, floorDb, ceilingDb, 198);
  }

  @Property(tries = 2_000)
  void theLevelIsTheRoundedLogarithm(@ForAll @DoubleRange(min = -160, max = 40) double decibels) {
    for (FrontEnd frontEnd :
        new FrontEnd[] {between(-100, 0), between(-10, 0), between(-200, 100), between(-1, 1)}) {
      // Given
      double power = Math.pow(10, decibels / 10);
      double exact =
          255 * (decibels - frontEnd.floorDb()) / (frontEnd.ceilingDb() - frontEnd.floorDb());

      // When
      int level = new LevelScale(frontEnd).level(power);

      // Then
      if (Math.abs(exact - Math.floor(exact) - 0.5) > 1e-9) {
        assertThat(level).isEqualTo((int) Math.max(0, Math.min(255, Math.round(exact))));
        assertThat(frontEnd.level(decibels)).isEqualTo(level);
      }
    }
  }

  @Property(tries = 2_000)
  void aGreaterPowerNeverHasALowerLevel(
      @ForAll @DoubleRange(min = -120, max = 10) double decibels,
      @ForAll @DoubleRange(min = 1, max = 1.5) double factor) {
    // Given
    double power = Math.pow(10, decibels / 10);
    var scale = new LevelScale(between(-100, 0));

    // Then
    assertThat(scale.level(power * factor)).isGreaterThanOrEqualTo(scale.level(power));
    assertThat(scale.level(Math.nextUp(power))).isGreaterThanOrEqualTo(scale.level(power));
  }

  @Test
  void everyLevelBeginsWhereItsDecibelsSay() {
    // Given
    FrontEnd frontEnd = between(-100, 0);
    var scale = new LevelScale(frontEnd);
    double step = 100 / 255.0;

    // Then
    for (int level = 1; level <= 255; level++) {
      double threshold = Math.pow(10, (frontEnd.decibels(level) - step / 2) / 10);
      assertThat(scale.level(threshold * (1 + 1e-12))).isEqualTo(level);
      assertThat(scale.level(threshold * (1 - 1e-12))).isEqualTo(level - 1);
    }
    assertThat(scale.level(0)).isZero();
    assertThat(scale.level(Double.MIN_VALUE)).isZero();
    assertThat(scale.level(Double.POSITIVE_INFINITY)).isEqualTo(255);
  }
}
