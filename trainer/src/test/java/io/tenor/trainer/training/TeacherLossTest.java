package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.GainInvariantConfig;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TeacherLossTest {

  private static final int WINDOWS = 4;

  /** Comparing and not: the prediction is found behind what else the network gives. */
  private static final List<GainInvariantConfig> CONFIGS =
      List.of(
          new GainInvariantConfig(16, 40, 3, List.of(16, 16), 16, 16, 0, false, 2),
          new GainInvariantConfig(16, 40, 3, List.of(16, 16), 16, 16, 0, true, 2));

  /** Gradients of the teacher's bias for a prediction of 0. */
  private static float[] gradient(GainInvariantConfig config, float first, float second) {
    Engines.useThreads(1);
    float[] ones = new float[config.bands()];
    Arrays.fill(ones, 1);
    Weights weights =
        Weights.initial(
            NetworkPlan.of(config),
            new Normalisation(new float[config.bands()], ones),
            new SplittableRandom(5));
    Arrays.fill(weights.array("teacher.weight"), 0);
    float[] levels = new float[WINDOWS * config.bands() * config.frames()];
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = random.nextInt(256);
    }
    float[] statistics = new float[WINDOWS * 2 * config.bands()];
    Arrays.fill(statistics, 1);
    float[] targets = new float[WINDOWS * 3];
    float[] lessons = new float[WINDOWS * 2];
    for (int window = 0; window < WINDOWS; window++) {
      targets[window * 3] = 1;
      lessons[window * 2] = first;
      lessons[window * 2 + 1] = second;
    }
    Batch batch =
        new Batch(
            levels,
            statistics,
            new float[WINDOWS * WINDOWS],
            targets,
            new float[0],
            lessons,
            WINDOWS);
    try (GradientEngine engine = new GradientEngine(config, weights, 1)) {
      engine.backward(batch, 0, WINDOWS);
      try (NDArray array = engine.block().array("teacher.bias").getGradient()) {
        return array.toFloatArray();
      }
    }
  }

  @Test
  void thePredictionIsDrawnTowardTheTeachersEmbedding() {
    for (GainInvariantConfig config : CONFIGS) {
      // When
      float[] gradient = gradient(config, 3, -1);

      // Then: of the mean over windows and values of (0 - lesson)^2
      assertThat(gradient[0]).isCloseTo(-3, within(1e-5f));
      assertThat(gradient[1]).isCloseTo(1, within(1e-5f));
    }
  }
}
