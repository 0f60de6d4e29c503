package io.tenor.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmoDbTest {

  private static final int RATE = 16_000;

  @TempDir private Path folder;

  @Test
  void aFileNameTellsSpeakerTextAndEmotion() throws IOException {
    // Given
    write("16b10Td.wav", 4_000);
    write("03a01Fa.wav", 3_000);

    // When
    Corpus corpus = CorpusLoader.load(new EmoDb(), folder, RATE);

    // Then
    assertThat(corpus.utterances()).extracting(Utterance::id).containsExactly("03a01Fa", "16b10Td");
    Utterance first = corpus.utterances().get(0);
    assertThat(first.speaker()).isEqualTo("03");
    assertThat(first.text()).isEqualTo("a01");
    assertThat(first.emotion()).isEqualTo(Emotion.HAPPINESS);
    assertThat(first.samples()).hasSize(3_000);
    assertThat(corpus.speakers()).containsExactly("03", "16");
  }

  @Test
  void eachLetterIsItsEmotion() throws IOException {
    // Given
    for (char letter : "AEFLNTW".toCharArray()) {
      write("03a01" + letter + "a.wav", 1_000);
    }

    // When
    Corpus corpus = CorpusLoader.load(new EmoDb(), folder, RATE);

    // Then
    assertThat(corpus.utterances())
        .extracting(Utterance::emotion)
        .containsExactly(
            Emotion.FEAR,
            Emotion.DISGUST,
            Emotion.HAPPINESS,
            Emotion.BOREDOM,
            Emotion.NEUTRAL,
            Emotion.SADNESS,
            Emotion.ANGER);
  }

  @Test
  void theFolderAboveTheRecordingsWillDo() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("wav"));
    write("wav/03a01Wa.wav", 1_000);

    // When
    Corpus above = CorpusLoader.load(new EmoDb(), folder, RATE);

    // Then
    assertThat(above.sha256())
        .isEqualTo(CorpusLoader.load(new EmoDb(), folder.resolve("wav"), RATE).sha256());
  }

  @Test
  void aMissingRecordingIsAWarningWithBothCounts() throws IOException {
    write("03a01Wa.wav", 1_000);
    assertThat(CorpusLoader.load(new EmoDb(), folder, RATE).warnings())
        .singleElement()
        .asString()
        .contains("holds 1 recordings", "has 535");
  }

  @Test
  void theHashFollowsNamesAndBytes() throws IOException {
    // Given
    write("03a01Wa.wav", 1_000);
    String before = CorpusLoader.load(new EmoDb(), folder, RATE).sha256();

    // When
    Files.move(folder.resolve("03a01Wa.wav"), folder.resolve("03a01Wb.wav"));
    String renamed = CorpusLoader.load(new EmoDb(), folder, RATE).sha256();
    write("03a01Wb.wav", 1_001);
    String changed = CorpusLoader.load(new EmoDb(), folder, RATE).sha256();

    // Then
    assertThat(before).matches("[0-9a-f]{64}");
    assertThat(Set.of(before, renamed, changed)).hasSize(3);
  }

  @Test
  void aMissingFolderIsNamedWithTheRemedy() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> CorpusLoader.load(new EmoDb(), missing, RATE))
        .isInstanceOf(CorpusException.class)
        .hasMessageStartingWith(missing + " is not a folder")
        .hasMessageContaining("--corpus")
        .hasMessageContaining("EMODB_HOME");
  }

  @Test
  void anEmptyFolderIsNamed() {
    assertThatThrownBy(() -> CorpusLoader.load(new EmoDb(), folder, RATE))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining(folder + " holds no .wav file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello.wav", "03a01Xa.wav", "03c01Wa.wav", "3a01Wa.wav", "03a01Wa-x.wav"})
  void aForeignFileIsNamedWithTheRule(String name) throws IOException {
    write("03a01Wa.wav", 1_000);
    write(name, 1_000);
    assertThatThrownBy(() -> CorpusLoader.load(new EmoDb(), folder, RATE))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("03a01Fa.wav");
  }

  @Test
  void aFileThatIsNoWavIsNamed() throws IOException {
    Files.write(folder.resolve("03a01Wa.wav"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> CorpusLoader.load(new EmoDb(), folder, RATE))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("03a01Wa.wav cannot be read as a recording");
  }

  @Test
  void anotherSampleRateIsChangedToTheOneWanted() throws IOException {
    WavFile.write(folder.resolve("03a01Wa.wav"), 8_000, new short[4_000]);
    assertThat(CorpusLoader.load(new EmoDb(), folder, RATE).utterances().get(0).samples())
        .hasSize(8_000);
  }

  private void write(String name, int samples) throws IOException {
    WavFile.write(folder.resolve(name), RATE, new short[samples]);
  }
}
