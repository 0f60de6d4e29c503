package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.evaluation.Reliability;
import io.tenor.evaluation.Scored;
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
    assertThat(new Reliability(Answers.utterances(predictions, temperature)).expectedError())
        .isLessThan(new Reliability(Answers.utterances(predictions, 1)).expectedError())
        .isLessThan(0.03);
  }

  @Test
  void anUtteranceIsTheMeanOfItsWindows() {
    // Given: a window sure of label 0, one unsure
    Prediction prediction = new Prediction("u", "s", 0, List.of(List.of(50f, 0f), List.of(0f, 0f)));

    // When and then
    assertThat(prediction.posterior(1)[0]).isCloseTo(0.75, EXACT);
    assertThat(Answers.windows(List.of(prediction), 1))
        .extracting(Scored::weight)
        .containsExactly(0.5, 0.5);
  }
}
