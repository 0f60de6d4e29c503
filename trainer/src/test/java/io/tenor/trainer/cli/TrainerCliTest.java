package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.trainer.network.PaperRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
    assertThat(out.toString()).contains("tenor train", "--corpus", "EMODB_HOME", "default: 1500");
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
  void twoCorporaOfOneNameAreRefusedWithTheRemedy() {
    assertThat(run("train", "--corpus", "one/nemo", "--corpus", "two/nemo")).isEqualTo(2);
    assertThat(err.toString())
        .contains("one/nemo and two/nemo are both called nemo")
        .doesNotContain("\tat ");
  }

  @Test
  void weightsAreForEachOfSeveralCorpora() {
    assertThat(run("train", "--corpus", "a", "--corpus", "b", "--corpus-weights", "1,2,3"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--corpus-weights gives 3 weights for 2 corpora");
    assertThat(run("train", "--corpus", "a", "--absent-labels", "0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("are for several corpora: repeat --corpus");
    assertThat(run("train", "--corpus", "a", "--corpus", "b", "--absent-labels", "2")).isEqualTo(2);
    assertThat(err.toString()).contains("from 0 to 1, not 2");
    assertThat(run("train", "--network", "paper", "--corpus", "a", "--corpus", "b")).isEqualTo(2);
    assertThat(err.toString()).contains("--network paper trains on one corpus");
  }

  @Test
  void optionsOfAnotherProtocolAreRefused() {
    assertThat(run("crossvalidate", "--corpus", "a", "--test-corpus", "b")).isEqualTo(2);
    assertThat(run("crossvalidate", "--corpus", "a", "--leave-out", "a")).isEqualTo(2);
    assertThat(err.toString().lines().filter(line -> line.contains("are for --protocol loco")))
        .hasSize(2);
    assertThat(run("crossvalidate", "--corpus", "a", "--protocol", "loco", "--speakers", "1"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("or name corpora with --leave-out");
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
  void aModelWithoutANetworkIsWrongUse() {
    assertThat(run("train", "--corpus", folder.toString(), "--members", "0", "--no-functionals"))
        .isEqualTo(2);
    assertThat(run("train", "--corpus", folder.toString(), "--members", "-1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("is a model without a network.", "must not be negative, and is -1.");
  }

  @Test
  void anUnknownProtocolOrKindIsWrongUse() {
    assertThat(run("crossvalidate", "--corpus", folder.toString(), "--protocol", "lodo"))
        .isEqualTo(2);
    assertThat(run("corpus", "check", folder.toString(), "--corpus-kind", "iemocap")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--protocol is 'lodo': give loso, loco, loso-text or random.")
        .contains("--corpus-kind is 'iemocap': give emodb, ravdess, cremad, csv or auto.");
  }

  @Test
  void aCorpusThatTrainingRefusesFailsItsCheck() throws IOException {
    // Given: one recording is none
    short[] tone = new short[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (5_000 * Math.sin(0.05 * i));
    }
    WavFile.write(folder.resolve("03a01Wa.wav"), 16_000, tone);
    assertThat(run("corpus", "check", folder.toString())).isZero();
    Files.writeString(folder.resolve("08a01Na.wav"), "no sound");

    // When
    int status = run("corpus", "check", folder.toString());

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("is read as EMO-DB", "W (Wut)", "counts as", "Training takes this corpus.")
        .contains("Error: 08a01Na.wav cannot be read", "Training refuses this corpus: 1 errors.");
  }

  @Test
  void onlyACorpusWithAnAddressCanBeFetched() {
    assertThat(run("corpus", "fetch", "iemocap")).isEqualTo(2);
    assertThat(err.toString()).contains("'iemocap' cannot be fetched: emodb can");
  }

  @Test
  void figuresThatAreNoReportAreNamed() {
    Path missing = folder.resolve("loso.json");
    assertThat(run("train", "--corpus", folder.toString(), "--figures", missing.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains(missing + " is not a report written by `crossvalidate`");
  }

  @Test
  void anUnknownRowOrSizeOfThePaperIsWrongUse() {
    String corpus = folder.toString();
    assertThat(run("ablate", "--corpus", corpus, "--rows", "four-three,five")).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--network", "paper", "--size", "100"))
        .isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--network", "vgg")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'five' is no row of the paper: there are reference-7,")
        .contains("--size is 100, not 64, 128, 256 or 512.")
        .contains("vgg");
  }

  @Test
  void filtersThatTheEngineCannotComputeExactlyAreWrongUse() {
    assertThat(run("train", "--corpus", folder.toString(), "--filters", "16,36,72")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--filters cannot be built: 36 filters are no multiple of 16.");
  }

  @Test
  void channelsThatCannotBeDrawnAreWrongUse() {
    String corpus = folder.toString();
    assertThat(run("train", "--corpus", corpus, "--rooms", folder.resolve("no").toString()))
        .isEqualTo(2);
    assertThat(run("crossvalidate", "--corpus", corpus, "--noises", corpus)).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--channels", "--noise", "loud")).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--variants", "9")).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--channels", "--variants", "65")).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--network", "paper", "--channels")).isEqualTo(2);
    assertThat(err.toString())
        .contains("is not a folder: name one that holds WAV files.")
        .contains(corpus + " holds no WAV file: name a folder that does.")
        .contains("--noise is of the variants without channels: leave it out")
        .contains("--variants is 1 to 8 here, and is 9.")
        .contains("--variants is 1 to 64 here, and is 65.")
        .contains("are for --network compact")
        .doesNotContain("\tat ");
  }

  @Test
  void aDeviceThatIsNotThereIsWrongUse() {
    String corpus = folder.toString();
    assertThat(run("train", "--corpus", corpus, "--device", "tpu")).isEqualTo(2);
    assertThat(run("train", "--corpus", corpus, "--device", "cuda:99")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--device cannot be used: it is 'tpu': give auto, cpu, cuda or cuda:N")
        .contains("not number 99: point PYTORCH_LIBRARY_PATH at a libtorch built with CUDA");
  }

  @Test
  void helpOfTheAblationListsItsRowsAndNotTheOptionsOfOneNetwork() {
    assertThat(run("ablate", "--help")).isZero();
    PaperRow.keys().forEach(row -> assertThat(out.toString()).contains(row));
    assertThat(out.toString()).contains("--rows", "--size").doesNotContain("--network");
  }
}
