package io.tenor.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTest {

  private static Measured measured(double microseconds, double error) {
    return new Measured(
        BenchmarkId.of("a.FrontEndBenchmark.column", Map.of()), microseconds, error, 0);
  }

  @Test
  void relativeErrorsAddLikeTheSidesOfARightAngle() {
    // Given
    var benchmark = measured(20, 0.6);
    var beside = measured(10, 0.4);

    // When
    var ratio = Ratio.of(benchmark, beside);

    // Then
    assertThat(ratio.value()).isEqualTo(2);
    assertThat(ratio.error()).isCloseTo(2 * 0.05, within(1e-12));
  }

  @Test
  void aRatioFarAboveWithSmallErrorsIsAbove() {
    // Given
    var now = new Ratio(1.5, 0.1);

    // When
    boolean above = now.isAbove(new Ratio(1.2, 0.1));

    // Then
    assertThat(above).isTrue();
  }

  @Test
  void aRatioThatErrorsExplainIsNotAbove() {
    // Given
    var now = new Ratio(1.5, 0.2);

    // When
    boolean above = now.isAbove(new Ratio(1.2, 0.1));

    // Then
    assertThat(above).isFalse();
  }

  @Test
  void aRatioWithinTheToleranceIsNotAbove() {
    // Given
    var now = new Ratio(1.14, 0);

    // When
    boolean above = now.isAbove(new Ratio(1, 0));

    // Then
    assertThat(above).isFalse();
  }

  @Test
  void whatTakesNoTimeHasNoRatio() {
    // Given
    var benchmark = measured(0, 0);

    // When
    var thrown = assertThatThrownBy(() -> Ratio.of(benchmark, measured(1, 0)));

    // Then
    thrown.isInstanceOf(IllegalArgumentException.class);
  }
}
