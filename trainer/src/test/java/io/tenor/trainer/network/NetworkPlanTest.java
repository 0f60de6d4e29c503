package io.tenor.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NetworkPlanTest {

  @Test
  void theShippedNetworkKeepsToItsBudget() {
    // When
    NetworkPlan plan = NetworkPlan.of(CompactConfig.standard(40, 198, 7));

    // Then
    assertThat(plan.trainedValues()).isBetween(100_000, 200_000);
    assertThat(plan.multiplyAdds()).isLessThanOrEqualTo(60_000_000);
  }

  @Test
  void multiplyAddsAreThoseCountedByHand() {
    // Given
    CompactConfig config = new CompactConfig(8, 24, 2, SensorPast.NONE, 3, List.of(4), 5, 2, 0);
    long deltas = 3L * 9 * 8 * 16;
    long stem = 4L * 3 * 9 * 4 * 8;
    long level = 2L * 4 * 4 * 9 * 4 * 8;
    long head = 5L * 4 * 4 * 3 * 8;
    long attention = (5L * 2 + 2) * 8;
    long output = 10L * 2;

    // When
    NetworkPlan plan = NetworkPlan.of(config);

    // Then
    assertThat(plan.multiplyAdds()).isEqualTo(deltas + stem + level + head + attention + output);
  }

  @Test
  void everyDeeperLevelGetsTheOriginalInput() {
    assertThat(NetworkPlan.of(CompactConfig.standard(40, 198, 7)).parameters())
        .extracting(ParameterSpec::name)
        .contains("level2.input.weight", "level3.input.weight")
        .doesNotContain("level1.input.weight")
        .doesNotHaveDuplicates();
  }

  @Test
  void windowsTooSmallForTheLevelsAreRefused() {
    assertThatThrownBy(
            () -> new CompactConfig(4, 198, 7, SensorPast.NONE, 5, List.of(8, 8, 8), 8, 8, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too small for 3 levels");
  }

  @Test
  void deltaKernelsReadTheSlopeAndTheCurvatureOfAParabola() {
    // Given
    float[] kernels = DeltaKernels.weights();

    // When
    double[] read = new double[DeltaKernels.CHANNELS];
    for (int channel = 0; channel < read.length; channel++) {
      for (int i = 0; i < DeltaKernels.WIDTH; i++) {
        double t = i - DeltaKernels.WIDTH / 2;
        read[channel] += kernels[channel * DeltaKernels.WIDTH + i] * (7 + 3 * t + 2 * t * t);
      }
    }

    // Then
    assertThat(read[1]).isCloseTo(3, Offset.offset(1e-5));
    assertThat(read[2]).isCloseTo(4, Offset.offset(1e-5));
  }
}
