package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  private static List<Utterance> corpus(List<String> speakers, List<String> texts) {
    List<Utterance> utterances = new ArrayList<>();
    for (String speaker : speakers) {
      for (String text : texts) {
        utterances.add(new Utterance(speaker + text, speaker, text, Emotion.NEUTRAL, new short[0]));
      }
    }
    return utterances;
  }

  @Test
  void textsAreDealtToTheGroupsInTurn() {
    // Given: EMO-DB's ten sentences
    List<String> texts =
        List.of("a01", "a02", "a04", "a05", "a07", "b01", "b02", "b03", "b09", "b10");

    // When
    List<Fold> folds =
        new LeaveSpeakerAndTextOut(List.of("03"), 2).folds(corpus(List.of("03", "08"), texts), 1);

    // Then
    assertThat(folds).extracting(Fold::name).containsExactly("03-texts-1", "03-texts-2");
    assertThat(folds.get(0).test()).containsExactly("03a01", "03a04", "03a07", "03b02", "03b09");
    assertThat(folds.get(0).training())
        .containsExactly("08a02", "08a05", "08b01", "08b03", "08b10");
  }

  @Test
  void aSplitDiffersWithTheSeed() {
    List<Utterance> corpus = corpus(List.of("1", "2"), List.of("a", "b", "c", "d", "e"));
    assertThat(new RandomSplit(2).folds(corpus, 1))
        .isNotEqualTo(new RandomSplit(2).folds(corpus, 2));
  }

  @Test
  void onlyTheSpeakersAskedForAreLeftOut() {
    List<Utterance> corpus = corpus(List.of("1", "2", "3"), List.of("a"));
    assertThat(new LeaveSpeakerOut(List.of("3", "1")).folds(corpus, 1))
        .extracting(Fold::name)
        .containsExactly("1", "3");
  }

  @Test
  void whatCannotBeDividedIsSaidInOneSentence() {
    assertThatThrownBy(
            () -> new LeaveSpeakerOut(List.of()).folds(corpus(List.of("1"), List.of("a")), 1))
        .hasMessageContaining("at least two speakers");
    assertThatThrownBy(
            () ->
                new LeaveSpeakerAndTextOut(List.of(), 2)
                    .folds(corpus(List.of("1", "2"), List.of("a", "")), 1))
        .hasMessageContaining("does not say of every recording which text");
    assertThatThrownBy(
            () ->
                new LeaveSpeakerAndTextOut(List.of(), 3)
                    .folds(corpus(List.of("1", "2"), List.of("a", "b")), 1))
        .hasMessageContaining("3 groups of texts");
    assertThatThrownBy(() -> new Fold("x", List.of("a"), List.of("a")))
        .hasMessageContaining("trains on what it tests");
  }
}
