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

class LabelWeightsLossTest {

  private static final int LABELS = 3;
  private static final CompactConfig CONFIG =
      new CompactConfig(14, 24, LABELS, SensorPast.FEATURES, 3, List.of(16, 16), 16, 16, 0);

  /** The bias of which classifier tells what was taught about each label. */
  private enum Classifier {
    MAIN("output.bias", 1),
    AUXILIARY("emotion.bias", NetworkPlan.AUXILIARY_LOSS);

    private final String bias;
    private final double share;

    Classifier(String bias, double share) {
      this.bias = bias;
      this.share = share;
    }
  }

  /** Gradients of a batch of one window of label 0, which both classifiers hear as each alike. */
  private static float[] gradient(Classifier classifier, float... labelWeights) {
    Engines.useThreads(1);
    float[] ones = new float[CONFIG.bands()];
    Arrays.fill(ones, 1);
    Weights weights =
        Weights.initial(
            NetworkPlan.of(CONFIG),
            new Normalisation(new float[CONFIG.bands()], ones),
            new SplittableRandom(5));
    Arrays.fill(weights.array("emotion.weight"), 0);
    Arrays.fill(weights.array("output.weight"), 0);
    float[] levels = new float[2 * CONFIG.bands() * CONFIG.frames()];
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = random.nextInt(256);
    }
    float[] statistics = new float[2 * 2 * CONFIG.bands()];
    Arrays.fill(statistics, 1);
    float[] targets = {1, 0, 0, 1, 0, 0};
    Batch batch = new Batch(levels, statistics, new float[2 * 2], targets, labelWeights, 2);
    try (GradientEngine engine = new GradientEngine(CONFIG, weights, 1)) {
      engine.backward(batch, 0, 2);
      try (NDArray array = engine.block().array(classifier.bias).getGradient()) {
        return array.toFloatArray();
      }
    }
  }

  @Test
  void aLabelThatTakesNoPartIsTaughtNothing() {
    for (Classifier classifier : Classifier.values()) {
      // When
      float[] gradient = gradient(classifier, 1, 1, 0, 1, 1, 0);

      // Then: softmax over two labels, less the target
      assertThat(gradient[0]).isCloseTo((float) (-0.5 * classifier.share), within(1e-5f));
      assertThat(gradient[1]).isCloseTo((float) (0.5 * classifier.share), within(1e-5f));
      assertThat(gradient[2]).as("%s", classifier).isZero();
    }
  }

  @Test
  void aLabelTakesPartWithItsWeight() {
    for (Classifier classifier : Classifier.values()) {
      // When
      float[] gradient = gradient(classifier, 1, 1, 0.5f, 1, 1, 0.5f);

      // Then: one part in 2.5 for a whole label, half of it for half of one
      assertThat(gradient[1]).isCloseTo((float) (0.4 * classifier.share), within(1e-5f));
      assertThat(gradient[2]).isCloseTo((float) (0.2 * classifier.share), within(1e-5f));
    }
  }

  @Test
  void labelsThatAllTakePartFullyAreTheSoftmaxOfAll() {
    for (Classifier classifier : Classifier.values()) {
      assertThat(gradient(classifier, 1, 1, 1, 1, 1, 1)).containsExactly(gradient(classifier));
    }
  }
}
