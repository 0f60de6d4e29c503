package io.tenor.streams.alert;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.Emotion;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TemporalModelTest {

  private static final TemporalModel MARKOV = new TemporalModel.Markov(Duration.ofSeconds(8), 0.3);

  private static double angerIn(Belief belief) {
    return belief.of(List.of(Emotion.ANGER));
  }

  @Test
  void withoutSmoothingAWindowSaysItAll() {
    // When
    var belief = new TemporalModel.None().next(Belief.ofNothing(), anger(2, 0.7));

    // Then
    assertThat(angerIn(belief)).isEqualTo(0.7);
    assertThat(belief.of(List.of(Emotion.ANGER, Emotion.SADNESS))).isEqualTo(1);
  }

  @Test
  void anExponentialMeanKeepsHalfAfterItsHalfLife() {
    // Given
    var model = new TemporalModel.Exponential(Duration.ofSeconds(2));
    var before = new TemporalModel.None().next(Belief.ofNothing(), anger(2, 0.8));

    // When
    var after = model.next(before, anger(4, 0.4));

    // Then
    assertThat(angerIn(after)).isEqualTo(0.5 * 0.8 + 0.5 * 0.4, within(1e-12));
  }

  /**
   * By hand: two steps of the forward recursion with dwell 1 s, weight 1 and intervals of 0.5 s.
   */
  @Test
  void aMarkovModelFollowsTheForwardRecursion() {
    // Given
    var model = new TemporalModel.Markov(Duration.ofSeconds(1), 1);
    double stay = Math.exp(-0.5);
    double entry = 0.5 / 7;

    // When
    var first = model.next(Belief.ofNothing(), anger(2, 0.6));
    var second = model.next(first, anger(2.5, 0.6));

    // Then
    double a1 = (1 - stay) * entry * 0.6 * 7;
    double s1 = (1 - stay) * entry * 0.4 * 7;
    double other1 = (1 - stay) * entry * 1e-3;
    double silence1 = (stay + (1 - stay) * 0.5) * 0.02;
    double sum1 = a1 + s1 + 5 * other1 + silence1;
    assertThat(angerIn(first)).isEqualTo(a1 / sum1, within(1e-12));
    double a2 = (a1 / sum1 * stay + (1 - stay) * entry) * 0.6 * 7;
    double s2 = (s1 / sum1 * stay + (1 - stay) * entry) * 0.4 * 7;
    double other2 = (other1 / sum1 * stay + (1 - stay) * entry) * 1e-3;
    double silence2 = (silence1 / sum1 * stay + (1 - stay) * 0.5) * 0.02;
    assertThat(angerIn(second)).isEqualTo(a2 / (a2 + s2 + 5 * other2 + silence2), within(1e-12));
  }

  @Test
  void oneWindowAmongOthersChangesLittleAndSeveralChangeAll() {
    // Given
    var belief = Belief.ofNothing();
    double end = 2;
    for (; end < 12; end += 0.5) {
      belief = MARKOV.next(belief, anger(end, 0.05));
    }

    // When
    var afterOne = MARKOV.next(belief, anger(end, 0.9));
    var afterMany = afterOne;
    for (int i = 1; i < 10; i++) {
      afterMany = MARKOV.next(afterMany, anger(end + i * 0.5, 0.9));
    }

    // Then
    assertThat(angerIn(belief)).isLessThan(0.1);
    assertThat(angerIn(afterOne)).isLessThan(0.3);
    assertThat(angerIn(afterMany)).isGreaterThan(0.8);
  }

  @Test
  void inSilenceEveryMoodEnds() {
    // Given
    var belief = Belief.ofNothing();
    for (double end = 2; end < 12; end += 0.5) {
      belief = MARKOV.next(belief, anger(end, 0.9));
    }
    assertThat(angerIn(belief)).isGreaterThan(0.8);

    // When
    for (double end = 12; end < 16; end += 0.5) {
      belief = MARKOV.next(belief, silence(end));
    }

    // Then
    assertThat(angerIn(belief)).isLessThan(0.1);
  }

  @Test
  void aClockThatIsSetBackCountsAsAUsualInterval() {
    // Given
    var model = new TemporalModel.Exponential(Duration.ofMillis(500));
    var before = new TemporalModel.None().next(Belief.ofNothing(), anger(1_000, 0.8));

    // When
    var after = model.next(before, anger(2, 0));

    // Then
    assertThat(angerIn(after)).isEqualTo(0.4, within(1e-12));
  }

  @Property
  void everyModelGivesProbabilities(
      @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 1) Double> said,
      @ForAll @DoubleRange(min = 0.01, max = 1) double weight) {
    for (var model :
        List.of(
            new TemporalModel.None(),
            new TemporalModel.Exponential(Duration.ofSeconds(1)),
            new TemporalModel.Markov(Duration.ofSeconds(3), weight))) {
      // When
      var belief = Belief.ofNothing();
      double end = 2;
      for (double p : said) {
        belief = model.next(belief, p < 0.1 ? silence(end) : anger(end, p));
        end += 0.5;
      }

      // Then
      double sum = 0;
      for (int state = 0; state < Belief.STATES; state++) {
        assertThat(belief.of(state)).isBetween(0.0, 1.0);
        sum += belief.of(state);
      }
      assertThat(sum).isEqualTo(1, within(1e-9));
    }
  }
}
