package io.tenor.trainer.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmbeddingTest {

  private static final Embedding FOUR_FRAMES =
      Embedding.of(new float[][] {{0, 4}, {2, 4}, {4, 4}, {6, 4}});

  @Test
  void aPartIsPooledToMeansAndDeviations() {
    // When: the second half
    float[] pooled = pool(FOUR_FRAMES, 0.5, 0.5);

    // Then
    assertThat(pooled[0]).isCloseTo(5, within(0.03f));
    assertThat(pooled[1]).isCloseTo(4, within(0.03f));
    assertThat(pooled[2]).isCloseTo(1, within(0.03f));
    assertThat(pooled[3]).isCloseTo(0, within(0.03f));
  }

  @Test
  void aPartThatIsLongerThanTheRecordingGoesRound() {
    // When: twice all of it
    float[] pooled = pool(FOUR_FRAMES, 0, 2);

    // Then
    assertThat(pooled[0]).isCloseTo(3, within(0.03f));
    assertThat(pooled[2]).isCloseTo((float) Math.sqrt(5), within(0.03f));
  }

  @Test
  void whatIsNegativeIsNothing() {
    assertThat(pool(Embedding.of(new float[][] {{-3, 1}}), 0, 1)[0]).isZero();
  }

  @Test
  void halfAFrameIsRefused() {
    assertThatThrownBy(() -> new Embedding(2, 1, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] pool(Embedding embedding, double start, double length) {
    float[] pooled = new float[5];
    embedding.pool(start, length, pooled, 1);
    assertThat(pooled[0]).isZero();
    return java.util.Arrays.copyOfRange(pooled, 1, 5);
  }
}
