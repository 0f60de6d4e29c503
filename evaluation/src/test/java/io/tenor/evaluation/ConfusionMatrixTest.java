package io.tenor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  /** Label 0: 8 right, 2 as 1. Label 1: 1 right, 1 as 0. Label 2 never acted, heard once. */
  private final ConfusionMatrix matrix = new ConfusionMatrix(3);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 8; i++) {
      matrix.add(0, 0);
    }
    matrix.add(0, 1);
    matrix.add(0, 2);
    matrix.add(1, 1);
    matrix.add(1, 0);
  }

  @Test
  void figuresAreThoseComputedByHand() {
    assertThat(matrix.accuracy()).isCloseTo(9 / 12.0, EXACT);
    assertThat(matrix.recall(0)).isCloseTo(0.8, EXACT);
    assertThat(matrix.recall(1)).isCloseTo(0.5, EXACT);
    assertThat(matrix.confusion(1, 0)).isCloseTo(0.5, EXACT);
    assertThat(matrix.rows().get(0)).containsExactly(8, 1, 1);
  }

  @Test
  void aLabelThatNobodyActedDoesNotCountInTheAverages() {
    assertThat(matrix.recall(2)).isNaN();
    assertThat(matrix.unweightedAverageRecall()).isCloseTo(0.65, EXACT);
    double f0 = 2 * 8.0 / (10 + 9);
    double f1 = 2 * 1.0 / (2 + 2);
    assertThat(matrix.macroF1()).isCloseTo((f0 + f1) / 2, EXACT);
  }
}
