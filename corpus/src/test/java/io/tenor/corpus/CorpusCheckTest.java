package io.tenor.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCheckTest {

  private static final int RATE = 16_000;

  @TempDir private Path folder;

  /** A tone whose pitch differs with the name, so that no two files are copies. */
  private void write(String name, double amplitude, int count) throws IOException {
    short[] samples = new short[count];
    double pitch = 0.01 + 1e-4 * Math.floorMod(name.hashCode(), 1_000);
    for (int i = 0; i < count; i++) {
      double value = amplitude * Short.MAX_VALUE * Math.sin(pitch * i);
      samples[i] = (short) Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    WavFile.write(folder.resolve(name), RATE, samples);
  }

  private CorpusCheck.Result check() throws IOException {
    return CorpusCheck.of(new EmoDb(), folder, 0.03);
  }

  @Test
  void aGoodCorpusIsCounted() throws IOException {
    // Given
    write("03a01Wa.wav", 0.3, RATE);
    write("03a01Fa.wav", 0.3, 2 * RATE);
    write("08a01Wa.wav", 0.3, RATE);
    write("08a01Na.wav", 0.3, RATE);

    // When
    CorpusCheck.Result result = check();

    // Then
    assertThat(result.errors()).isEmpty();
    assertThat(result.speakers().get("03").byLabel())
        .containsEntry("anger", 1)
        .containsEntry("happiness", 1);
    assertThat(result.speakers().get("03").seconds()).isEqualTo(3);
    assertThat(result.warnings())
        .contains(
            "Nobody acts boredom, disgust, fear, sadness: a network trained on this alone does not"
                + " learn it.");
  }

  @Test
  void whatTrainingRefusesIsAnError() throws IOException {
    // Given: too short, no wav file, a foreign name
    write("03a01Wa.wav", 0.3, 300);
    Files.writeString(folder.resolve("03a01Fa.wav"), "no sound");
    write("hello.wav", 0.3, RATE);
    write("08a01Wa.wav", 0.3, RATE);

    // When
    CorpusCheck.Result result = check();

    // Then
    assertThat(result.errors()).hasSize(3);
    assertThat(result.errors())
        .anyMatch(error -> error.contains("hello.wav is not named as EMO-DB"))
        .anyMatch(error -> error.startsWith("03a01Fa.wav cannot be read"))
        .anyMatch(error -> error.startsWith("03a01Wa.wav is 19 ms short"));
  }

  @Test
  void whatIsOddIsAWarning() throws IOException {
    // Given: silent, clipped, very short, a copy; speaker 03 is only angry
    write("03a01Wa.wav", 0, RATE);
    write("03a02Wa.wav", 4, RATE);
    write("08a01Na.wav", 0.3, RATE / 5);
    write("08a01Wa.wav", 0.3, RATE);
    Files.copy(folder.resolve("08a01Wa.wav"), folder.resolve("08a02Fa.wav"));

    // When
    CorpusCheck.Result result = check();

    // Then
    assertThat(result.errors()).isEmpty();
    assertThat(result.warnings())
        .contains(
            "03a01Wa.wav is silent.",
            "08a01Na.wav is only 0.20 s long.",
            "08a02Fa.wav holds the same recording as 08a01Wa.wav.",
            "Speaker 03 has recordings of anger only.")
        .anyMatch(warning -> warning.startsWith("03a02Wa.wav is clipped: "));
  }

  @Test
  void aFolderOfWhichNothingCanBeUsedIsAnError() throws IOException {
    Files.write(folder.resolve("03a01Wa.wav"), Arrays.copyOf(new byte[0], 10));
    assertThat(check().errors()).hasSize(2).contains("No recording can be used.");
  }
}
