package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamWTest {

  private static final NetworkPlan PLAN =
      NetworkPlan.of(new CompactConfig(4, 20, 2, SensorPast.NONE, 3, List.of(2), 2, 2, 0));
  private static final String KERNEL = "stem.weight";
  private static final String SHIFT = "stem.shift";
  private static final String MEAN = "stem.mean";

  private static Weights all(float value) {
    Weights weights = Weights.zero(PLAN);
    PLAN.parameters().forEach(p -> Arrays.fill(weights.array(p.name()), value));
    return weights;
  }

  @Test
  void twoStepsAreThoseComputedByHand() {
    // Given: gradients 0.5, then -1, rate 0.1, decay 0.2, value 2
    Weights weights = all(2);
    AdamW adam = new AdamW(PLAN, 0.2);

    // When
    adam.update(weights, all(0.5f), 0.1);
    float kernel1 = weights.array(KERNEL)[0];
    float shift1 = weights.array(SHIFT)[0];
    adam.update(weights, all(-1), 0.1);

    // Then: the first step is rate * sign; m2 = -0.055/0.19, v2 = 0.00124975/0.001999
    double second = 0.1 * (-0.055 / 0.19) / Math.sqrt(0.00124975 / 0.001999);
    assertThat(shift1).isCloseTo(1.9f, Offset.offset(1e-6f));
    assertThat(kernel1).isCloseTo(2 - 0.1f - 0.1f * 0.2f * 2, Offset.offset(1e-6f));
    assertThat(weights.array(SHIFT)[0]).isCloseTo((float) (1.9 - second), Offset.offset(1e-5f));
    assertThat(weights.array(KERNEL)[0])
        .isCloseTo((float) (kernel1 - second - 0.02 * kernel1), Offset.offset(1e-5f));
  }

  @Test
  void whatIsMeasuredOrFixedIsNotMoved() {
    // Given
    Weights weights = all(2);

    // When
    new AdamW(PLAN, 0.2).update(weights, all(1), 0.1);

    // Then
    assertThat(weights.array(MEAN)).containsOnly(2);
    assertThat(weights.array(NetworkPlan.LEVEL_MEAN)).containsOnly(2);
  }

  @Test
  void aStateWrittenAndReadGoesOnAlike() throws IOException {
    // Given
    Weights weights = all(2);
    AdamW adam = new AdamW(PLAN, 0.2);
    adam.update(weights, all(0.5f), 0.1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    adam.write(new DataOutputStream(bytes));
    Weights other = weights.copy();

    // When
    AdamW read =
        AdamW.read(PLAN, 0.2, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    adam.update(weights, all(-1), 0.1);
    read.update(other, all(-1), 0.1);

    // Then
    assertThat(other.array(KERNEL)).containsExactly(weights.array(KERNEL));
  }

  @Test
  void theRateRisesForAQuarterAndThenFallsToAThousandth() {
    // Given
    TrainingSettings settings = new TrainingSettings(100, 1, 0.01, 0, 1, 0, 1);

    // When and then
    assertThat(settings.rate(0)).isCloseTo(0.0004, Offset.offset(1e-9));
    assertThat(settings.rate(25)).isCloseTo(0.01, Offset.offset(1e-9));
    assertThat(settings.rate(12)).isBetween(settings.rate(0), settings.rate(25));
    assertThat(settings.rate(60)).isBetween(settings.rate(99), settings.rate(25));
    assertThat(settings.rate(99)).isLessThan(0.0001);
  }
}
