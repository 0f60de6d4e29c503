package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainerCliTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine command = TrainerCli.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(args);
  }

  @Test
  void helpNamesTheCommandsAndTheOrderOfUse() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("train", "crossvalidate", "./tenor crossvalidate --corpus");
  }

  @Test
  void helpOfACommandNamesItsDefaults() {
    assertThat(run("train", "--help")).isZero();
    assertThat(out.toString()).contains("tenor train", "--corpus", "EMODB_HOME", "default: 2000");
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("A command is missing").doesNotContain("\tat ");
  }

  @Test
  void anUnknownOptionIsWrongUse() {
    assertThat(run("train", "--speed", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--speed");
  }

  @Test
  void aMissingCorpusIsOneSentenceWithTheRemedy() {
    // Given
    Path missing = folder.resolve("nowhere");

    // When
    int status = run("crossvalidate", "--corpus", missing.toString());

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(err.toString())
        .startsWith(missing + " is not a folder")
        .contains("--verbose")
        .doesNotContain("\tat ");
  }

  @Test
  void verboseShowsWhereItFailed() {
    assertThat(run("train", "--verbose", "--corpus", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("holds no .wav file", "\tat io.tenor.trainer");
  }

  @Test
  void stepsBelowOneAreWrongUse() {
    assertThat(run("train", "--corpus", folder.toString(), "--steps", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("must be at least 1");
  }

  @Test
  void figuresThatAreNoReportAreNamed() {
    Path missing = folder.resolve("loso.json");
    assertThat(run("train", "--corpus", folder.toString(), "--figures", missing.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains(missing + " is not a report written by `crossvalidate`");
  }
}
