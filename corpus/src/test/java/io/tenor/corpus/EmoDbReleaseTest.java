package io.tenor.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The loader on the real database, where it is. */
@EnabledIfEnvironmentVariable(
    named = "EMODB_HOME",
    matches = ".+",
    disabledReason = "EMODB_HOME does not name the folder of EMO-DB")
class EmoDbReleaseTest {

  @Test
  void theReleaseIsReadWhole() throws IOException {
    // When
    Corpus corpus = CorpusLoader.load(new EmoDb(), Path.of(System.getenv("EMODB_HOME")), 16_000);

    // Then
    Map<Emotion, Long> counts =
        corpus.utterances().stream()
            .collect(Collectors.groupingBy(Utterance::emotion, Collectors.counting()));
    assertThat(corpus.warnings()).isEmpty();
    assertThat(corpus.speakers())
        .containsExactly("03", "08", "09", "10", "11", "12", "13", "14", "15", "16");
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Emotion.ANGER, 127L,
                Emotion.BOREDOM, 81L,
                Emotion.DISGUST, 46L,
                Emotion.FEAR, 69L,
                Emotion.HAPPINESS, 71L,
                Emotion.SADNESS, 62L,
                Emotion.NEUTRAL, 79L));
    assertThat(corpus.sha256()).isEqualTo(EmoDb.RELEASE_SHA256);
  }
}
