package io.tenor.streams.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.cli.TenorCli;
import io.tenor.streams.model.ComparingOnnx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says of a file that is damaged: one sentence and a status, and no stack trace. */
class DamagedFilesTest {

  private static final int COPIES = 60;

  @TempDir private Path directory;

  @Test
  void aDamagedWavFileIsReadOrRefusedInOneSentence() throws IOException {
    var out = directory.resolve("out.mel").toString();
    damaged("wav", HostileAudio.wav(new SplittableRandom(3)), "spectrogram", "--out", out, "--wav");
  }

  @Test
  void damagedRulesAreReadOrRefusedInOneSentence() throws IOException {
    damaged("yaml", RuleFile.shipped(SensorContext.WARD).getBytes(UTF_8), "rules", "check");
  }

  @Test
  void aDamagedModelIsReadOrRefusedInOneSentence() throws IOException {
    damaged("onnx", ComparingOnnx.bytes(), "model", "show");
  }

  private void damaged(String suffix, byte[] sound, String... command) throws IOException {
    var random = new SplittableRandom(suffix.hashCode());
    int refused = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      // Given
      var file = directory.resolve(copy + "." + suffix);
      Files.write(file, copy == 0 ? new byte[0] : Damage.of(random, sound));
      var words = Arrays.copyOf(command, command.length + 1);
      words[command.length] = file.toString();
      var err = new StringWriter();

      // When
      int status =
          TenorCli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
              .execute(words);

      // Then
      var said = err.toString();
      assertThat(status).as("%s: %s", file, said).isBetween(0, 2);
      assertThat(said).doesNotContain("\tat ", "unexpectedly", "Exception");
      if (status > 0) {
        refused++;
        assertThat(said.strip().lines().count()).as(said).isBetween(1L, 2L);
      }
    }
    assertThat(refused).isPositive();
  }
}
