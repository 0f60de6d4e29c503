package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.evaluation.Confidence;
import io.tenor.evaluation.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UnknownThresholdTest {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  /** Ten answers of confidence 0.1 to 1.0; those of the given tenths are wrong. */
  private static List<Scored> answers(Set<Integer> wrong) {
    List<Scored> answers = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      answers.add(new Scored(i / 10.0, !wrong.contains(i), 1));
    }
    return answers;
  }

  @Test
  void asFewAnswersAsNeededAreGivenUpForAThirdOfTheError() {
    // Given: 2 of 10 wrong, so at most 13.3 % may be: 1 of 9 is
    List<Scored> answers = answers(Set.of(1, 7));

    // When and then
    assertThat(UnknownThreshold.NEW_SPEAKERS.of(answers)).isCloseTo(0.2, EXACT);
  }

  @Test
  void neverMoreThanAFifthIsGivenUp() {
    // Given: errors among the surest
    List<Scored> answers = answers(Set.of(8, 9, 10));

    // When and then
    assertThat(UnknownThreshold.NEW_SPEAKERS.of(answers)).isCloseTo(0.3, EXACT);
  }

  @Test
  void whoIsNeverWrongAnswersEverything() {
    assertThat(UnknownThreshold.NEW_SPEAKERS.of(answers(Set.of()))).isCloseTo(0.1, EXACT);
  }

  @Test
  void equalConfidencesAreAnsweredTogether() {
    // Given: the lowest two share a confidence, one of them wrong
    List<Scored> answers =
        List.of(
            new Scored(0.5, true, 1),
            new Scored(0.5, false, 1),
            new Scored(0.7, true, 4),
            new Scored(0.9, true, 4));

    // When
    double threshold = UnknownThreshold.NEW_SPEAKERS.of(answers);

    // Then
    assertThat(threshold).isCloseTo(0.7, EXACT);
    assertThat(Confidence.risk(answers, threshold)).isZero();
  }

  @Test
  void ofPeopleOfOtherCorporaSixOfTenAnswersAreToBeRight() {
    // Given: of the surest five two are wrong
    List<Scored> answers = answers(Set.of(1, 2, 3, 4, 5, 6, 7));

    // When and then
    assertThat(UnknownThreshold.NEW_CORPORA.of(answers)).isCloseTo(0.6, EXACT);
  }

  @Test
  void ofPeopleOfOtherCorporaAQuarterIsAnsweredEvenIfMoreIsWrong() {
    // Given
    List<Scored> answers = answers(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

    // When and then: three of ten are the least that is a quarter
    assertThat(UnknownThreshold.NEW_CORPORA.of(answers)).isCloseTo(0.8, EXACT);
  }
}
