package io.tenor.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.trainer.evaluation.LearningCurve;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FinalAccuracyTest {

  @Test
  void itIsThatOfTheLastQuarterOfTheCurve() {
    List<LearningCurve.Point> points =
        DoubleStream.of(0.9, 0.1, 0.2, 0.3, 0.2, 0.3, 0.5, 0.7)
            .mapToObj(held -> new LearningCurve.Point(1, 1, 1, 0.5, 1, held, 0.5))
            .toList();
    FinalAccuracy accuracy = FinalAccuracy.of(new LearningCurve(points)).orElseThrow();
    assertThat(accuracy.mean()).isCloseTo(0.6, within(1e-9));
    assertThat(accuracy.low()).isEqualTo(0.5);
    assertThat(accuracy.high()).isEqualTo(0.7);
  }

  @Test
  void aCurveThatWasDeletedHasNone() {
    assertThat(FinalAccuracy.of(new LearningCurve(List.of()))).isEmpty();
  }
}
