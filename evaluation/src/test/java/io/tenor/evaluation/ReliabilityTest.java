package io.tenor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

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
    double error = new Reliability(answers).expectedError();

    // Then
    assertThat(error).isCloseTo(3.0 / 5 * (0.95 - 2.0 / 3) + 2.0 / 5 * 0.45, EXACT);
  }

  @Test
  void certaintyThatIsRightHasNoError() {
    assertThat(new Reliability(List.of(new Scored(1, true, 1))).expectedError())
        .isCloseTo(0, EXACT);
  }

  @Test
  void answersOfLikeConfidenceShareABin() {
    // Given: two of about 0.95, one of them right; a certain one; one of 0.55 that counts twice
    List<Scored> answers =
        List.of(
            new Scored(0.94, true, 1),
            new Scored(0.96, false, 1),
            new Scored(1, true, 1),
            new Scored(0.55, true, 2));

    // When
    List<Reliability.Bin> bins = new Reliability(answers).bins();

    // Then
    assertThat(bins).hasSize(2);
    assertThat(bins.get(0)).isEqualTo(new Reliability.Bin(0.5, 0.6, 0.4, 0.55, 1));
    assertThat(bins.get(1).share()).isCloseTo(0.6, EXACT);
    assertThat(bins.get(1).confidence()).isCloseTo(2.9 / 3, EXACT);
    assertThat(bins.get(1).accuracy()).isCloseTo(2.0 / 3, EXACT);
  }
}
