package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.trainer.network.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  @Test
  void errorIsTheWeightedGapOfConfidenceAndAccuracy() {
    // Given: three at 0.95, two of them right; one at 0.55, right, counting twice
    List<Scored> answers =
        List.of(
            new Scored(0.95, true, 1),
            new Scored(0.95, true, 1),
            new Scored(0.95, false, 1),
            new Scored(0.55, true, 2));

    // When
    double error = Calibration.expectedError(answers);

    // Then
    assertThat(error).isCloseTo(3.0 / 5 * (0.95 - 2.0 / 3) + 2.0 / 5 * 0.45, EXACT);
  }

  @Test
  void certaintyThatIsRightHasNoError() {
    assertThat(Calibration.expectedError(List.of(new Scored(1, true, 1)))).isCloseTo(0, EXACT);
  }

  @Test
  void theTemperatureThatLogitsWereSharpenedByIsFound() {
    // Given: labels drawn from the softmax of logits, which are then multiplied by 2.5
    Random random = new Random(3);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      List<Float> logits = Stream.generate(() -> (float) random.nextGaussian()).limit(3).toList();
      float[] row = {logits.get(0), logits.get(1), logits.get(2)};
      double[] p = Softmax.of(row, 1, 1);
      double draw = random.nextDouble();
      int label = draw < p[0] ? 0 : draw < p[0] + p[1] ? 1 : 2;
      List<Float> sharp = logits.stream().map(z -> 2.5f * z).toList();
      predictions.add(new Prediction("u" + i, "s", label, List.of(sharp)));
    }

    // When
    double temperature = Calibration.fitTemperature(predictions);

    // Then
    assertThat(temperature).isCloseTo(2.5, Offset.offset(0.2));
    assertThat(Calibration.expectedError(Scored.utterances(predictions, temperature)))
        .isLessThan(Calibration.expectedError(Scored.utterances(predictions, 1)))
        .isLessThan(0.03);
  }

  @Test
  void theThresholdAnswersTheShareAskedFor() {
    // Given
    List<Scored> answers = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      answers.add(new Scored(i / 10.0, i > 3, 1));
    }

    // When
    double threshold = Calibration.threshold(answers, 0.8);

    // Then
    assertThat(threshold).isCloseTo(0.3, EXACT);
    assertThat(Calibration.risk(answers, 0)).isCloseTo(0.3, EXACT);
    assertThat(Calibration.risk(answers, threshold)).isCloseTo(1 / 8.0, EXACT);
    assertThat(Calibration.risk(answers, 1.1)).isZero();
  }

  @Test
  void anUtteranceIsTheMeanOfItsWindows() {
    // Given: a window sure of label 0, one unsure
    Prediction prediction = new Prediction("u", "s", 0, List.of(List.of(50f, 0f), List.of(0f, 0f)));

    // When and then
    assertThat(prediction.posterior(1)[0]).isCloseTo(0.75, EXACT);
    assertThat(Scored.windows(List.of(prediction), 1))
        .extracting(Scored::weight)
        .containsExactly(0.5, 0.5);
  }
}
