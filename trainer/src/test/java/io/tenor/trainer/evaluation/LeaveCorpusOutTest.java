package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeaveCorpusOutTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static List<Utterance> corpora(String... names) {
    List<Utterance> utterances = new ArrayList<>();
    for (String name : names) {
      for (String speaker : List.of("1", "2")) {
        String id = name + "/" + speaker;
        utterances.add(new Utterance(id, id, "", Emotion.FEAR, new short[0], name));
      }
    }
    return utterances;
  }

  private static List<String> ids(String... names) {
    return Stream.of(names).flatMap(n -> Stream.of(n + "/1", n + "/2")).toList();
  }

  @Test
  void eachCorpusIsHeardByANetworkTrainedOnTheOthers() {
    // When
    List<Fold> folds =
        new LeaveCorpusOut(List.of(), List.of(), "").folds(corpora("a", "b", "c"), 1);

    // Then
    assertThat(folds)
        .containsExactly(
            new Fold("a", ids("b", "c"), ids("a")),
            new Fold("b", ids("a", "c"), ids("b")),
            new Fold("c", ids("a", "b"), ids("c")));
  }

  @Test
  void corporaThatAreOnlyTestedAreHeardByANetworkTrainedOnAllOthers() {
    // Given
    LeaveCorpusOut protocol = new LeaveCorpusOut(List.of(), List.of("x", "y"), HASH);

    // When
    List<Fold> folds = protocol.folds(corpora("a", "b", "x", "y"), 1);

    // Then
    assertThat(folds)
        .containsExactly(
            new Fold("a", ids("b"), ids("a")),
            new Fold("b", ids("a"), ids("b")),
            new Fold("x+y-01234567", ids("a", "b"), ids("x", "y")));
    assertThat(new LeaveCorpusOut(List.of(), List.of("x"), HASH).folds(corpora("a", "x"), 1))
        .containsExactly(new Fold("x-01234567", ids("a"), ids("x")));
  }

  @Test
  void foldsCanBeLimitedToSomeCorporaOfEitherKind() {
    assertThat(
            new LeaveCorpusOut(List.of("b", "y"), List.of("x", "y"), HASH)
                .folds(corpora("a", "b", "x", "y"), 1))
        .containsExactly(
            new Fold("b", ids("a"), ids("b")), new Fold("y-01234567", ids("a", "b"), ids("y")));
  }

  @Test
  void aSingleCorpusCannotBeLeftOut() {
    assertThatThrownBy(() -> new LeaveCorpusOut(List.of(), List.of(), "").folds(corpora("a"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("repeat --corpus, or give --test-corpus");
  }
}
