package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.trainer.data.TrainingBatches.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefetchTest {

  @Test
  void batchesComeInOrderFromTheFirstAndNoneIsDrawnPastTheEnd() {
    // Given
    List<Long> drawn = Collections.synchronizedList(new ArrayList<>());
    BatchSource source =
        step -> {
          drawn.add(step);
          return new Batch(new float[] {step}, new float[0], new float[0], new float[0], 1);
        };

    // When
    List<Float> taken = new ArrayList<>();
    try (Prefetch prefetch = new Prefetch(source, 3, 6)) {
      for (int i = 0; i < 3; i++) {
        taken.add(prefetch.take().levels()[0]);
      }
    }

    // Then
    assertThat(taken).containsExactly(3f, 4f, 5f);
    assertThat(drawn).containsExactly(3L, 4L, 5L);
  }

  @Test
  void aFailureReachesWhoeverTakes() {
    BatchSource broken =
        step -> {
          throw new IllegalArgumentException("no such picture");
        };
    try (Prefetch prefetch = new Prefetch(broken, 0, 1)) {
      assertThatThrownBy(prefetch::take)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no such picture");
    }
  }
}
