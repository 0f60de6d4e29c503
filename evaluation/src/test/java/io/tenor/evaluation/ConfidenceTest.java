package io.tenor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  @Test
  void theThresholdAnswersTheShareAskedFor() {
    // Given
    List<Scored> answers = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      answers.add(new Scored(i / 10.0, i > 3, 1));
    }

    // When
    double threshold = Confidence.threshold(answers, 0.8);

    // Then
    assertThat(threshold).isCloseTo(0.3, EXACT);
    assertThat(Confidence.risk(answers, 0)).isCloseTo(0.3, EXACT);
    assertThat(Confidence.risk(answers, threshold)).isCloseTo(1 / 8.0, EXACT);
    assertThat(Confidence.risk(answers, 1.1)).isZero();
  }
}
