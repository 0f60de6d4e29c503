package io.tenor.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.Emotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CombinedCorpusTest {

  private static Corpus corpus(char hash, String text) {
    return new Corpus(
        "CSV",
        16_000,
        List.of(new Utterance("u", "01", text, Emotion.FEAR, new short[] {1})),
        String.valueOf(hash).repeat(64),
        List.of("It is short."));
  }

  private static Corpus both(Corpus a, Corpus b) {
    return CombinedCorpus.of(new TreeMap<>(Map.of("a", a, "b", b)));
  }

  @Test
  void idsAndSpeakersOfSeveralCorporaAreNeverTheSame() {
    // When
    Corpus both = both(corpus('1', "t"), corpus('2', ""));

    // Then
    assertThat(both.utterances()).extracting(Utterance::id).containsExactly("a/u", "b/u");
    assertThat(both.utterances()).extracting(Utterance::text).containsExactly("a/t", "");
    assertThat(both.speakers()).containsExactly("a/01", "b/01");
    assertThat(both.corpora()).containsExactly("a", "b");
    assertThat(both.warnings()).containsExactly("a: It is short.", "b: It is short.");
    assertThat(both.name()).isEqualTo("a, b");
  }

  @Test
  void theHashIsOneOverTheNamesAndTheHashes() {
    // Given
    String hash = both(corpus('1', "t"), corpus('2', "t")).sha256();

    // When and then
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(both(corpus('1', "t"), corpus('2', "t")).sha256()).isEqualTo(hash);
    assertThat(both(corpus('2', "t"), corpus('1', "t")).sha256()).isNotEqualTo(hash);
    assertThat(both(corpus('1', "t"), corpus('3', "t")).sha256()).isNotEqualTo(hash);
  }

  @Test
  void aCorpusIsCalledByItsFolder() {
    // When
    Map<String, Path> named =
        CombinedCorpus.named(
            List.of(
                Path.of("data/ravdess/"),
                Path.of("data/emodb/wav"),
                Path.of("data/nemo/manifest.csv")));

    // Then
    assertThat(named.keySet()).containsExactly("emodb", "nemo", "ravdess");
  }

  @Test
  void twoFoldersOfOneNameAreRefusedWithTheRemedy() {
    assertThatThrownBy(
            () -> CombinedCorpus.named(List.of(Path.of("one/nemo"), Path.of("two/nemo"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one/nemo and two/nemo are both called nemo")
        .hasMessageContaining("rename one");
  }
}
