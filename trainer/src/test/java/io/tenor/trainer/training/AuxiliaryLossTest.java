package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AuxiliaryLossTest {

  private static final int LABELS = 3;
  private static final CompactConfig CONFIG =
      new CompactConfig(14, 24, LABELS, SensorPast.FEATURES, 3, List.of(16, 16), 16, 16, 0);

  @Test
  void auxiliaryLogitsHaveTheirShareOfTheLoss() {
    // Given: two windows that are nobody's past, heard alone as each label alike
    Engines.useThreads(1);
    float[] ones = new float[CONFIG.bands()];
    Arrays.fill(ones, 1);
    Weights weights =
        Weights.initial(
            NetworkPlan.of(CONFIG),
            new Normalisation(new float[CONFIG.bands()], ones),
            new SplittableRandom(5));
    Arrays.fill(weights.array("emotion.weight"), 0);
    float[] levels = new float[2 * CONFIG.bands() * CONFIG.frames()];
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = random.nextInt(256);
    }
    float[] statistics = new float[2 * 2 * CONFIG.bands()];
    Arrays.fill(statistics, 1);
    Batch batch =
        new Batch(levels, statistics, new float[2 * 2], new float[] {1, 0, 0, 0, 0, 1}, 2);

    // When
    float[] gradient;
    try (GradientEngine engine = new GradientEngine(CONFIG, weights, 1)) {
      engine.backward(batch, 0, 2);
      try (NDArray array = engine.block().array("emotion.bias").getGradient()) {
        gradient = array.toFloatArray();
      }
    }

    // Then: softmax less target, on the mean of the windows, times the share
    float[] expected = {1 / 3f - 1 / 2f, 1 / 3f, 1 / 3f - 1 / 2f};
    for (int label = 0; label < LABELS; label++) {
      assertThat(gradient[label])
          .isCloseTo(NetworkPlan.AUXILIARY_LOSS * expected[label], within(1e-5f));
    }
  }
}
