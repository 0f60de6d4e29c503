package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.data.Columns;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.GainInvariantConfig;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.TrainedNetwork;
import io.tenor.trainer.network.Weights;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UtteranceScorerTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();
  private static final TrainingSet SET = voices();

  /** Windows are scored in batches with others: sums come in another order. */
  private static final double SAME = 1e-4;

  /** One speaker, two utterances of three emotions, 2.5 s each. */
  private static TrainingSet voices() {
    List<TrainingSet.Item> items = new ArrayList<>();
    for (Emotion emotion : List.of(Emotion.ANGER, Emotion.SADNESS, Emotion.NEUTRAL)) {
      for (int take = 0; take < 2; take++) {
        short[] samples = new VoiceSynthesizer(VoiceProfile.of(emotion.label()), take).next(40_000);
        items.add(
            new TrainingSet.Item(
                new Utterance(emotion.label() + take, "s", "t", emotion, samples),
                Labels.index(emotion),
                List.of(Columns.of(FRONT_END, samples))));
      }
    }
    return new TrainingSet(FRONT_END, items);
  }

  private static UtteranceScorer scorer(SensorPast... pasts) {
    Ensemble ensemble = new Ensemble(Stream.of(pasts).map(UtteranceScorerTest::network).toList());
    return new UtteranceScorer(ensemble, SET.normalisation());
  }

  private static TrainedNetwork network(SensorPast past) {
    CompactConfig config =
        new CompactConfig(40, 198, Labels.count(), past, 3, List.of(16), 16, 16, 0.2);
    return new TrainedNetwork(
        config,
        Weights.initial(NetworkPlan.of(config), SET.normalisation(), new SplittableRandom(5)));
  }

  @Test
  void aNetworkThatComparesNoLevelsRemembersFeaturesAsOthersDo() {
    // Given: its features are the same on every sensor, and known after the first
    GainInvariantConfig config =
        GainInvariantConfig.standard(40, 198, Labels.count(), List.of(16), true, 0);
    Weights weights =
        Weights.initial(NetworkPlan.of(config), SET.normalisation(), new SplittableRandom(5));
    try (UtteranceScorer scorer =
            new UtteranceScorer(Ensemble.of(config, weights), SET.normalisation());
        UtteranceScorer again =
            new UtteranceScorer(Ensemble.of(config, weights), SET.normalisation())) {
      // When
      List<Prediction> alone = scorer.alone(SET);
      List<Prediction> moods = scorer.inMoods(SET, 3);

      // Then
      int first = UtteranceScorer.moods(SET, Labels.count(), 3).get(0);
      assertSame(moods, again.inMoods(SET, 3));
      for (int i = 0; i < moods.size(); i++) {
        assertThat(difference(moods.get(i), alone.get(i)) < SAME).isEqualTo(i == first);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LEVELS", "FEATURES"})
  void whatASensorHearsFirstIsHeardAsWithoutAPastAndTheRestIsNot(SensorPast past) {
    try (UtteranceScorer scorer = scorer(past)) {
      // Given
      List<Prediction> alone = scorer.alone(SET);
      int first = UtteranceScorer.moods(SET, Labels.count(), 3).get(0);

      // When
      List<Prediction> moods = scorer.inMoods(SET, 3);

      // Then
      assertThat(moods).hasSameSizeAs(alone);
      for (int i = 0; i < moods.size(); i++) {
        assertThat(moods.get(i).utterance()).isEqualTo(alone.get(i).utterance());
        assertThat(difference(moods.get(i), alone.get(i)) < SAME).isEqualTo(i == first);
      }
    }
  }

  @Test
  void theSameOrderGivesTheSameAndAnotherOrderAnother() {
    try (UtteranceScorer scorer = scorer(SensorPast.FEATURES)) {
      List<Prediction> once = scorer.inOrder(SET, 3);
      assertThat(scorer.inOrder(SET, 3)).isEqualTo(once);
      assertThat(scorer.inOrder(SET, 4)).isNotEqualTo(once);
      assertThat(scorer.inMoods(SET, 3)).isNotEqualTo(once);
    }
  }

  @Test
  void aMoodIsHeardToItsEndBeforeTheNextBegins() {
    // When
    List<Integer> order = UtteranceScorer.moods(SET, Labels.count(), 8);

    // Then
    assertThat(order).hasSize(SET.items().size()).doesNotHaveDuplicates();
    List<Integer> labels = order.stream().map(place -> SET.items().get(place).label()).toList();
    long changes =
        IntStream.range(1, labels.size())
            .filter(i -> !labels.get(i).equals(labels.get(i - 1)))
            .count();
    assertThat(changes).isEqualTo(new HashSet<>(labels).size() - 1L);
  }

  @Test
  void afterNeutralUtterancesEachIsHeardWithTheOthersOfThemAlone() {
    // Given: a set without its other emotions, where a neutral one comes last in some order
    TrainingSet neutral = SET.only(List.of("neutral0", "neutral1"));
    TrainingSet angry = SET.only(List.of("neutral0", "neutral1", "anger0"));
    try (UtteranceScorer scorer = scorer(SensorPast.FEATURES)) {
      // When
      List<Prediction> calm = scorer.afterNeutral(SET);

      // Then
      assertThat(calm).extracting(Prediction::utterance).containsExactlyElementsOf(ids(SET));
      assertSame(calm.subList(0, 1), scorer.afterNeutral(angry).subList(0, 1));
      assertThat(difference(calm.get(0), scorer.alone(SET).get(0))).isGreaterThan(SAME);
      assertSame(calm.subList(4, 6), scorer.afterNeutral(neutral));
    }
  }

  @Test
  void whoIsNeverNeutralIsHeardAsWithoutAPast() {
    TrainingSet excited = SET.only(List.of("anger0", "anger1", "sadness0"));
    try (UtteranceScorer scorer = scorer(SensorPast.FEATURES)) {
      assertSame(scorer.afterNeutral(excited), scorer.alone(excited));
    }
  }

  @Test
  void inOneMoodEachIsHeardWithTheOthersOfItsOwnAlone() {
    // Given: sensors that heard one emotion alone, in the set's order
    TrainingSet angry = SET.only(List.of("anger0", "anger1"));
    TrainingSet sad = SET.only(List.of("sadness0", "sadness1"));
    try (UtteranceScorer scorer = scorer(SensorPast.FEATURES)) {
      // When
      List<Prediction> oneMood = scorer.inOneMood(SET);

      // Then
      assertThat(oneMood).extracting(Prediction::utterance).containsExactlyElementsOf(ids(SET));
      assertSame(oneMood.subList(0, 2), scorer.inOneMood(angry));
      assertSame(oneMood.subList(2, 4), scorer.inOneMood(sad));
      assertSame(oneMood.subList(4, 6), scorer.afterNeutral(SET).subList(4, 6));
      assertThat(difference(oneMood.get(0), scorer.alone(SET).get(0))).isGreaterThan(SAME);
    }
  }

  /** Largest difference of two logits of the same utterance. */
  private static double difference(Prediction one, Prediction other) {
    assertThat(one.utterance()).isEqualTo(other.utterance());
    assertThat(one.windowLogits()).hasSameSizeAs(other.windowLogits());
    double most = 0;
    for (int window = 0; window < one.windowLogits().size(); window++) {
      for (int i = 0; i < one.windowLogits().get(window).size(); i++) {
        double logit = one.windowLogits().get(window).get(i);
        most = Math.max(most, Math.abs(logit - other.windowLogits().get(window).get(i)));
      }
    }
    return most;
  }

  private static void assertSame(List<Prediction> some, List<Prediction> others) {
    assertThat(some).hasSameSizeAs(others);
    for (int i = 0; i < some.size(); i++) {
      assertThat(difference(some.get(i), others.get(i))).isLessThan(SAME);
    }
  }

  private static List<String> ids(TrainingSet set) {
    return set.items().stream().map(item -> item.utterance().id()).toList();
  }

  @Test
  void networksOfDifferentPastsSayTogetherWhatTheySayAlone() {
    try (UtteranceScorer none = scorer(SensorPast.NONE);
        UtteranceScorer levels = scorer(SensorPast.LEVELS);
        UtteranceScorer features = scorer(SensorPast.FEATURES);
        UtteranceScorer all =
            scorer(SensorPast.NONE, SensorPast.FEATURES, SensorPast.LEVELS, SensorPast.FEATURES)) {
      // When
      List<Prediction> together = all.inOrder(SET, 3);

      // Then
      List<List<Prediction>> apart =
          List.of(
              none.alone(SET),
              features.inOrder(SET, 3),
              levels.inOrder(SET, 3),
              features.inOrder(SET, 3));
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).members()).isEqualTo(4);
        for (int window = 0; window < together.get(i).windowLogits().size(); window++) {
          List<Float> rows = new ArrayList<>();
          for (List<Prediction> network : apart) {
            rows.addAll(network.get(i).windowLogits().get(window));
          }
          assertThat(together.get(i).windowLogits().get(window)).isEqualTo(rows);
        }
      }
    }
  }

  @Test
  void networksOfOtherLevelsCannotAnswerTogether() {
    TrainedNetwork small = network(SensorPast.NONE);
    CompactConfig config =
        new CompactConfig(40, 100, Labels.count(), SensorPast.NONE, 3, List.of(16), 16, 16, 0.2);
    assertThatThrownBy(
            () -> new Ensemble(List.of(small, new TrainedNetwork(config, small.weights()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNetworkWithoutAPastHasNoOrder() {
    try (UtteranceScorer scorer = scorer(SensorPast.NONE)) {
      assertThatThrownBy(() -> scorer.inOrder(SET, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has no use for a past");
    }
  }
}
