package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every division of every corpus. */
class ProtocolPropertiesTest {

  /** Any mix of speakers, texts and labels, with two speakers and three texts at least. */
  @Provide
  Arbitrary<List<Utterance>> corpora() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(Emotion.class))
        .as((speaker, text, emotion) -> new Object[] {speaker, text, emotion})
        .list()
        .ofMinSize(20)
        .ofMaxSize(80)
        .map(
            rows -> {
              List<Utterance> utterances = new ArrayList<>();
              for (Object[] row : rows) {
                String id = "u" + utterances.size();
                utterances.add(utterance(id, "s" + row[0], "t" + row[1], (Emotion) row[2]));
              }
              for (int i = 0; i < 6; i++) {
                utterances.add(utterance("v" + i, "s" + i % 2, "t" + i / 2, Emotion.ANGER));
              }
              return utterances;
            });
  }

  private static Utterance utterance(String id, String speaker, String text, Emotion emotion) {
    return new Utterance(id, speaker, text, emotion, new short[0]);
  }

  @Property(tries = 100)
  void leavingASpeakerOutTestsEachUtteranceOnceAndHearsNoTestedSpeaker(
      @ForAll("corpora") List<Utterance> corpus) {
    List<Fold> folds = new LeaveSpeakerOut(List.of()).folds(corpus, 1);
    assertEachTestedOnce(folds, corpus);
    for (Fold fold : folds) {
      assertThat(speakers(fold.test(), corpus)).containsExactly(fold.name());
      assertThat(speakers(fold.training(), corpus)).doesNotContain(fold.name());
      assertThat(fold.training().size() + fold.test().size()).isEqualTo(corpus.size());
    }
  }

  @Property(tries = 100)
  void speakerAndTextDisjointTestsEachUtteranceOnceAndSharesNeither(
      @ForAll("corpora") List<Utterance> corpus, @ForAll @IntRange(min = 2, max = 3) int groups) {
    List<Fold> folds = new LeaveSpeakerAndTextOut(List.of(), groups).folds(corpus, 1);
    assertEachTestedOnce(folds, corpus);
    for (Fold fold : folds) {
      assertThat(speakers(fold.training(), corpus))
          .doesNotContainAnyElementsOf(speakers(fold.test(), corpus));
      assertThat(texts(fold.training(), corpus))
          .doesNotContainAnyElementsOf(texts(fold.test(), corpus));
    }
  }

  @Property(tries = 100)
  void aRandomSplitTestsEachUtteranceOnceWithLabelsAndSizesEven(
      @ForAll("corpora") List<Utterance> corpus,
      @ForAll @IntRange(min = 2, max = 6) int parts,
      @ForAll long seed) {
    List<Fold> folds = new RandomSplit(parts).folds(corpus, seed);
    assertThat(folds).hasSize(parts).isEqualTo(new RandomSplit(parts).folds(corpus, seed));
    assertEachTestedOnce(folds, corpus);
    assertEven(folds.stream().map(fold -> fold.test().size()).toList());
    for (Emotion emotion : Emotion.values()) {
      assertEven(
          folds.stream()
              .map(
                  fold ->
                      (int)
                          corpus.stream()
                              .filter(u -> u.emotion() == emotion && fold.test().contains(u.id()))
                              .count())
              .toList());
    }
  }

  private static void assertEven(List<Integer> counts) {
    int least = counts.stream().min(Integer::compare).orElseThrow();
    assertThat(counts).allMatch(count -> count - least <= 1);
  }

  private static void assertEachTestedOnce(List<Fold> folds, List<Utterance> corpus) {
    Map<String, Integer> tested = new HashMap<>();
    folds.forEach(fold -> fold.test().forEach(id -> tested.merge(id, 1, Integer::sum)));
    assertThat(tested.keySet()).isEqualTo(ids(corpus));
    assertThat(tested.values()).containsOnly(1);
    folds.forEach(
        fold -> assertThat(fold.training()).doesNotContainAnyElementsOf(fold.test()).isNotEmpty());
  }

  private static Set<String> ids(List<Utterance> corpus) {
    Set<String> ids = new HashSet<>();
    corpus.forEach(u -> ids.add(u.id()));
    return ids;
  }

  private static Set<String> speakers(List<String> ids, List<Utterance> corpus) {
    Set<String> speakers = new HashSet<>();
    corpus.stream().filter(u -> ids.contains(u.id())).forEach(u -> speakers.add(u.speaker()));
    return speakers;
  }

  private static Set<String> texts(List<String> ids, List<Utterance> corpus) {
    Set<String> texts = new HashSet<>();
    corpus.stream().filter(u -> ids.contains(u.id())).forEach(u -> texts.add(u.text()));
    return texts;
  }
}
