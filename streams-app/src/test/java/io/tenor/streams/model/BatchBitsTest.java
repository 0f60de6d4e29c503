package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A window's bits do not depend on the batch that it is scored in. */
class BatchBitsTest {

  @Test
  void theShippedModelGivesTheSameBitsInEveryBatch() {
    try (var model = OnnxModel.shipped(1)) {
      assertSameBitsInEveryBatch(model);
    }
  }

  @Test
  void aModelThatComparesGivesTheSameBitsInEveryBatch() {
    try (var model = OnnxModel.open(ComparingOnnx.bytes(), "comparing", 1)) {
      assertSameBitsInEveryBatch(model);
    }
  }

  /** Live equals replay needs it. */
  private static void assertSameBitsInEveryBatch(OnnxModel model) {
    // Given
    var about = model.metadata();
    var random = new Random(7);
    var windows = new byte[32][about.frontEnd().bands() * about.frontEnd().windowFrames()];
    var heard = new float[32][about.newSensorStatistics().length];
    var pooled = new float[32][about.newSensorPast().length];
    for (int i = 0; i < 32; i++) {
      random.nextBytes(windows[i]);
      for (int k = 0; k < heard[i].length; k++) {
        heard[i][k] = 20 + 100 * random.nextFloat();
      }
      for (int k = 0; k < pooled[i].length; k++) {
        pooled[i][k] = random.nextFloat();
      }
    }

    // When
    var one = model.newBatch(1);
    var alone = new ModelOutput[32];
    for (int i = 0; i < 32; i++) {
      one.set(0, windows[i], heard[i], pooled[i]);
      alone[i] = model.run(one, 1);
    }

    // Then
    for (int size : new int[] {2, 4, 8, 16, 32}) {
      var batch = model.newBatch(size);
      for (int i = 0; i < size; i++) {
        batch.set(i, windows[i], heard[i], pooled[i]);
      }
      var together = model.run(batch, size);
      for (int i = 0; i < size; i++) {
        assertThat(together.probabilities()[i])
            .as("window %d in a batch of %d", i, size)
            .isEqualTo(alone[i].probabilities()[0]);
        assertThat(together.features()[i])
            .as("features of window %d in a batch of %d", i, size)
            .isEqualTo(alone[i].features()[0]);
      }
    }
  }
}
