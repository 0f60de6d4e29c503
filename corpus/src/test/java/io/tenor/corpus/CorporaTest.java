package io.tenor.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corpora other than EMO-DB, and how kinds are told apart. */
class CorporaTest {

  private static final int RATE = 16_000;

  @TempDir private Path folder;

  private final Random random = new Random(7);

  private void write(String name) throws IOException {
    write(name, RATE, 4_000);
  }

  private void write(String name, int rate, int count) throws IOException {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) (3_000 * random.nextGaussian());
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    WavFile.write(file, rate, samples);
  }

  private Corpus load() throws IOException {
    return CorpusLoader.load(Corpora.detect(folder), folder, RATE);
  }

  @Test
  void ravdessIsReadByItsSevenNumbers() throws IOException {
    // Given: actor 12 angry (48 kHz), calm, surprised, and singing
    write("Actor_12/03-01-05-01-02-01-12.wav", 48_000, 12_000);
    write("Actor_12/03-01-02-01-01-01-12.wav");
    write("Actor_12/03-01-08-01-01-01-12.wav");
    write("Actor_12/03-02-03-01-01-01-12.wav");
    write("Actor_01/03-01-06-02-01-02-01.wav");

    // When
    Corpus corpus = load();

    // Then
    assertThat(corpus.name()).isEqualTo("RAVDESS");
    assertThat(corpus.utterances())
        .extracting(Utterance::speaker, Utterance::text, Utterance::emotion)
        .containsExactly(
            tuple("01", "01", Emotion.FEAR),
            tuple("12", "01", Emotion.NEUTRAL),
            tuple("12", "02", Emotion.ANGER));
    assertThat(corpus.utterances().get(2).samples()).hasSize(4_000);
    assertThat(corpus.warnings())
        .containsExactly(
            "1 songs are left out.",
            "1 recordings labelled surprised are left out: it is none of the seven emotions.");
  }

  @Test
  void cremaDIsReadByItsFourParts() throws IOException {
    // Given
    for (String label : List.of("ANG", "DIS", "FEA", "HAP", "NEU", "SAD")) {
      write("AudioWAV/1001_DFA_" + label + "_XX.wav");
    }
    write("AudioWAV/1040_ITH_SAD_X.wav");

    // When
    Corpus corpus = load();

    // Then
    assertThat(corpus.name()).isEqualTo("CREMA-D");
    assertThat(corpus.speakers()).containsExactly("1001", "1040");
    assertThat(corpus.utterances())
        .extracting(Utterance::emotion)
        .containsExactly(
            Emotion.ANGER,
            Emotion.DISGUST,
            Emotion.FEAR,
            Emotion.HAPPINESS,
            Emotion.NEUTRAL,
            Emotion.SADNESS,
            Emotion.SADNESS);
    assertThat(corpus.utterances().get(0).text()).isEqualTo("DFA");
  }

  @Test
  void aManifestDescribesAnyFolder() throws IOException {
    // Given: a byte order mark, quoted fields, a label in capitals, stereo at 44.1 kHz
    write("a, first/one.wav");
    write("two.wav");
    Files.write(folder.resolve("three.wav"), stereo(44_100, 4_410));
    Files.writeString(
        folder.resolve("manifest.csv"),
        """
        \uFEFFfile,speaker,label,text
        "a, first/one.wav",Ann,Happy,"well, well"

        two.wav, Bob ,sad,
        three.wav,Ann,contempt,x
        """);

    // When
    Corpus corpus = load();

    // Then
    assertThat(corpus.name()).isEqualTo("CSV");
    assertThat(corpus.utterances())
        .extracting(Utterance::id, Utterance::speaker, Utterance::emotion, Utterance::text)
        .containsExactly(
            tuple("a, first/one", "Ann", Emotion.HAPPINESS, "well, well"),
            tuple("two", "Bob", Emotion.SADNESS, ""));
    assertThat(corpus.warnings()).singleElement().asString().contains("contempt", "left out");
  }

  @Test
  void stereoIsMixedDownAndItsRateChanged() throws IOException {
    // Given
    Files.write(folder.resolve("one.wav"), stereo(44_100, 4_410));
    Files.writeString(folder.resolve("manifest.csv"), "file,speaker,label\none.wav,A,fear\n");

    // When
    Utterance utterance = load().utterances().get(0);

    // Then: 1000 on the left and 3000 on the right are 2000
    assertThat(utterance.samples()).hasSize(1_600);
    assertThat((int) utterance.samples()[800]).isBetween(1_990, 2_010);
    assertThat(utterance.text()).isEmpty();
  }

  private static byte[] stereo(int rate, int frames) {
    ByteBuffer out = ByteBuffer.allocate(44 + 4 * frames).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 4 * frames);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 2).putInt(rate).putInt(4 * rate);
    out.putShort((short) 4).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4 * frames);
    for (int i = 0; i < frames; i++) {
      out.putShort((short) 1_000).putShort((short) 3_000);
    }
    return out.array();
  }

  @Test
  void aManifestsLabelsAreInItsHash() throws IOException {
    // Given
    write("one.wav");
    Path manifest = folder.resolve("manifest.csv");
    Files.writeString(manifest, "file,speaker,label\none.wav,A,fear\n");
    String before = load().sha256();

    // When
    Files.writeString(manifest, "file,speaker,label\none.wav,A,anger\n");

    // Then
    assertThat(load().sha256()).isNotEqualTo(before);
  }

  @Test
  void aManifestsMistakesAreNamedWithTheirRow() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("manifest.csv"),
        """
        file,speaker,label
        one.wav,A,fear
        one.wav,A,fear
        two.wav,A,rage
        three.wav,,fear
        """);

    // When
    List<String> foreign = new CsvManifest().list(folder).foreign();

    // Then
    assertThat(foreign).hasSize(3);
    assertThat(foreign.get(0)).contains("row 3", "named before");
    assertThat(foreign.get(1)).contains("row 4", "'rage' is unknown", "anger");
    assertThat(foreign.get(2)).contains("row 5", "speaker is empty");
    assertThatThrownBy(this::load).hasMessageContaining("row 3").hasMessageContaining("2 more");
  }

  @Test
  void aManifestWithoutAColumnIsRefused() throws IOException {
    Files.writeString(folder.resolve("manifest.csv"), "file,label\none.wav,fear\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("has no column speaker");
  }

  @Test
  void aFileThatTheManifestNamesAndIsMissingIsNamed() throws IOException {
    Files.writeString(folder.resolve("manifest.csv"), "file,speaker,label\ngone.wav,A,fear\n");
    assertThatThrownBy(this::load)
        .hasMessageContaining("gone.wav cannot be read as a recording: it is missing");
  }

  @Test
  void aFolderOfNoKindIsToldHowToBecomeOne() throws IOException {
    write("hello.wav");
    assertThatThrownBy(this::load)
        .hasMessageContaining("EMO-DB, RAVDESS, CREMA-D")
        .hasMessageContaining("manifest.csv with the columns file,speaker,label,text");
  }

  @Test
  void copiesAreAWarning() throws IOException {
    write("03a01Wa.wav");
    Files.copy(folder.resolve("03a01Wa.wav"), folder.resolve("03a01Wb.wav"));
    assertThat(load().warnings())
        .anyMatch(warning -> warning.contains("03a01Wb.wav holds the same recording"));
  }
}
