package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tenor.trainer.network.Engines;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RmsPropTest {

  private static final Offset<Float> EXACT = Offset.offset(1e-6f);

  /** Rate 0.1, decay 0.5, eta 0.9, epsilon 0.01. */
  private static RmsPropSettings settings(double firstSquare) {
    return new RmsPropSettings(10, 1, 0.1, 0.5, 0.9, 0.01, firstSquare, 1, 1);
  }

  @Test
  void twoStepsAreThoseComputedByHand() {
    try (NDManager manager = Engines.open()) {
      // Given: weights 2 and -1, gradients 0.5 and -3, then -1 and 0
      NDArray weight = manager.create(new float[] {2, -1});
      weight.setRequiresGradient(true);
      RmsProp optimizer = new RmsProp(settings(0), manager, 0);

      // When
      optimizer.update("w", weight, manager.create(new float[] {0.5f, -3}));
      float[] first = weight.toFloatArray();
      optimizer.update("w", weight, manager.create(new float[] {-1, 0}));
      float[] second = weight.toFloatArray();

      // Then: r1 = 0.1 g^2 = 0.025 and 0.9; r2 = 0.9 r1 + 0.1 g^2 = 0.1225 and 0.81
      assertThat(first[0]).isCloseTo((float) (2 - 0.1 * 0.5 / (Math.sqrt(0.025) + 0.01)), EXACT);
      assertThat(first[1]).isCloseTo((float) (-1 + 0.1 * 3 / (Math.sqrt(0.9) + 0.01)), EXACT);
      double rate = 0.1 / (1 + 0.5 * 1);
      assertThat(second[0])
          .isCloseTo((float) (first[0] + rate * 1 / (Math.sqrt(0.1225) + 0.01)), EXACT);
      assertThat(second[1]).isEqualTo(first[1]);
      assertThat(optimizer.squares("w", weight).toFloatArray()[1]).isCloseTo(0.81f, EXACT);
    }
  }

  @Test
  void aTrainedArrayIsMovedInAnyThread() throws Exception {
    try (NDManager manager = Engines.open()) {
      // Given: an array whose gradient is asked for, as a network's are
      NDArray weight = manager.create(new float[] {2});
      weight.setRequiresGradient(true);
      NDArray gradient = manager.create(new float[] {1});
      RmsProp optimizer = new RmsProp(settings(0), manager, 0);

      // When
      CompletableFuture.runAsync(() -> optimizer.update("w", weight, gradient)).get();

      // Then
      assertThat(weight.toFloatArray()[0]).isLessThan(2);
    }
  }

  @Test
  void theFirstMeanSquareDampsTheFirstStep() {
    try (NDManager manager = Engines.open()) {
      // Given
      NDArray weight = manager.create(new float[] {2});

      // When
      new RmsProp(settings(1), manager, 0).update("w", weight, manager.create(new float[] {0.5f}));

      // Then: r = 0.9 + 0.1 * 0.25
      double step = 0.1 * 0.5 / (Math.sqrt(0.925) + 0.01);
      assertThat(weight.toFloatArray()[0]).isCloseTo((float) (2 - step), EXACT);
    }
  }

  @Test
  void theGradientIsLeftAsItWas() {
    try (NDManager manager = Engines.open()) {
      // Given
      NDArray gradient = manager.create(new float[] {0.5f});

      // When
      new RmsProp(settings(1), manager, 0).update("w", manager.create(new float[] {2}), gradient);

      // Then
      assertThat(gradient.toFloatArray()).containsExactly(0.5f);
    }
  }

  @Test
  void anOptimizerThatGoesOnHasTheRateOfItsStep() {
    try (NDManager manager = Engines.open()) {
      // Given: four steps were taken before
      NDArray weight = manager.create(new float[] {2});
      RmsProp optimizer = new RmsProp(settings(0), manager, 4);

      // When
      optimizer.update("w", weight, manager.create(new float[] {1}));

      // Then: the rate is 0.1 / (1 + 0.5 * 4)
      double step = 0.1 / 3 / (Math.sqrt(0.1) + 0.01);
      assertThat(weight.toFloatArray()[0]).isCloseTo((float) (2 - step), EXACT);
    }
  }

  @Test
  void thePapersSettingsAreThoseOfTableThree() {
    // When
    RmsPropSettings paper =
        RmsPropSettings.paper(RmsPropSettings.PAPER_STEPS, RmsPropSettings.PAPER_BATCH, 1);

    // Then
    assertThat(paper.steps()).isEqualTo(100_000);
    assertThat(paper.batch()).isEqualTo(50);
    assertThat(paper.rate(0)).isEqualTo(1e-3);
    assertThat(paper.rate(99_999)).isCloseTo(1e-3 / 1.099999, Offset.offset(1e-9));
  }
}
