package io.tenor.streams.evaluate.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.Emotion;
import io.tenor.streams.evaluate.recorded.PairedBootstrap.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

  /** Answers of which the first model has some share right and the second another. */
  private static List<Pair> pairs(int count, double first, double second, int clusters) {
    var random = new Random(3);
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < count; i++) {
      var truth = i % 2 == 0 ? Emotion.ANGER : Emotion.SADNESS;
      pairs.add(
          new Pair(
              "ward/bed-" + i % clusters,
              truth,
              random.nextDouble() < first ? truth : Emotion.NEUTRAL,
              random.nextDouble() < second ? truth : Emotion.NEUTRAL));
    }
    return pairs;
  }

  @Test
  void aModelDoesNotDifferFromItself() {
    // Given
    var same =
        pairs(200, 0.7, 0.7, 1).stream()
            .map(pair -> new Pair(pair.cluster(), pair.truth(), pair.first(), pair.first()))
            .toList();

    // Then
    assertThat(PairedBootstrap.uar(same, 1)).isEqualTo(new PairedBootstrap.Difference(0, 0, 0));
  }

  @Test
  void theIntervalOfIndependentAnswersIsThatOfTheNormalApproximation() {
    // Given: the difference of two shares of 1000 answers each has a deviation of about 0.0194
    var pairs = pairs(1_000, 0.70, 0.80, 1);

    // When
    var difference = PairedBootstrap.accuracy(pairs, 1);

    // Then
    assertThat(difference.value()).isCloseTo(0.1, within(0.03));
    assertThat(difference.high() - difference.low()).isCloseTo(2 * 1.96 * 0.0194, within(0.01));
    assertThat(difference.isSure()).isTrue();
  }

  @Test
  void sensorsAreDrawnWhereThereAreEnough() {
    assertThat(PairedBootstrap.bySensor(pairs(100, 0.5, 0.5, 4))).isFalse();
    assertThat(PairedBootstrap.bySensor(pairs(100, 0.5, 0.5, 5))).isTrue();
  }

  @Test
  void whatOneSensorAloneSaysIsNotSure() {
    // Given: the second model is better on one of six sensors, by much
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < 600; i++) {
      var second = i % 6 == 0 ? Emotion.ANGER : Emotion.NEUTRAL;
      pairs.add(new Pair("ward/bed-" + i % 6, Emotion.ANGER, Emotion.NEUTRAL, second));
    }

    // When
    var difference = PairedBootstrap.accuracy(pairs, 1);

    // Then
    assertThat(difference.value()).isCloseTo(1 / 6.0, within(0.001));
    assertThat(difference.low()).isZero();
    assertThat(difference.isSure()).isFalse();
  }
}
