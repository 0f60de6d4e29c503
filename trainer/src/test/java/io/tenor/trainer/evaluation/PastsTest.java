package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastsTest {

  /** A speaker's utterances in fear, with one in anger after each, and another speaker's. */
  private static List<Utterance> utterances(int count) {
    List<Utterance> utterances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      utterances.add(new Utterance("f" + i, "s", "", Emotion.FEAR, new short[0]));
      utterances.add(new Utterance("a" + i, "s", "", Emotion.ANGER, new short[0]));
      utterances.add(new Utterance("o" + i, "other", "", Emotion.FEAR, new short[0]));
    }
    return utterances;
  }

  private static List<Integer> before(List<Utterance> utterances, int place) {
    Pasts pasts = new Pasts(utterances);
    return pasts.before(place, pasts.mood(place, Emotion.FEAR)).places();
  }

  @Test
  void allOthersOfTheSpeakerInTheMoodComeBeforeIfTheyAreFew() {
    assertThat(before(utterances(4), 3)).as("one in the mood").containsExactly(0, 6, 9);
    assertThat(before(utterances(4), 4)).as("one in another").containsExactly(0, 3, 6, 9);
    assertThat(before(utterances(1), 0)).isEmpty();
  }

  @Test
  void ofManyAPastHoldsAMinuteSpreadOverThem() {
    // Given
    List<Utterance> many = utterances(100);

    for (int place = 0; place < many.size(); place += 3) {
      // When
      List<Integer> before = before(many, place);

      // Then
      assertThat(new HashSet<>(before)).hasSize(Pasts.MOST).doesNotContain(place);
      assertThat(before).isSorted().allMatch(other -> other % 3 == 0);
      assertThat(before.get(Pasts.MOST - 1)).isGreaterThan(80 * 3);
    }
  }

  @Test
  void aPastIsCommonToAllThatAreNotInIt() {
    // Given
    List<Utterance> many = utterances(100);
    Pasts pasts = new Pasts(many);
    Pasts.Mood fear = pasts.mood(1, Emotion.FEAR);
    List<Integer> common = pasts.before(1, fear).places();

    // When
    List<Pasts.Past> all =
        IntStream.range(0, many.size()).mapToObj(place -> pasts.before(place, fear)).toList();

    // Then
    assertThat(all.stream().filter(Pasts.Past::common).map(Pasts.Past::places).distinct())
        .containsExactly(common);
    assertThat(all.stream().filter(past -> !past.common())).hasSize(Pasts.MOST + 1);
  }
}
