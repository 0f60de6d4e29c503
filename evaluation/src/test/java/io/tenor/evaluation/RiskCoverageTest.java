package io.tenor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  @Test
  void theCurveGivesTheErrorAmongTheSurest() {
    // Given: ten answers of confidence 0.1 to 1.0, three of them wrong
    Set<Integer> wrong = Set.of(1, 2, 9);
    List<Scored> answers = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      answers.add(new Scored(i / 10.0, !wrong.contains(i), 1));
    }

    // When
    RiskCoverage curve = new RiskCoverage(answers);

    // Then
    assertThat(curve.risk(1)).isCloseTo(0.3, EXACT);
    assertThat(curve.risk(0.8)).isCloseTo(1 / 8.0, EXACT);
    assertThat(curve.risk(0.1)).isZero();
  }
}
