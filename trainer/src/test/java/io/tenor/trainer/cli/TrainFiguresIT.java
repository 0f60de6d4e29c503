package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.onnx.OnnxScorer;
import io.tenor.trainer.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Which reports `train` takes figures from. */
class TrainFiguresIT extends TrainerCommands {

  @Test
  void aReportForEachProtocolGoesIntoTheModel() throws IOException {
    // Given
    Path loso = folder.resolve("loso.json");
    Path random = folder.resolve("random.json");
    Path model = folder.resolve("compact.onnx");
    succeed("crossvalidate", "--out", loso.toString());
    succeed("crossvalidate", "--protocol", "random", "--folds", "2", "--out", random.toString());

    // When
    succeed(
        "train",
        "--out",
        model.toString(),
        "--figures",
        loso.toString(),
        "--figures",
        random.toString());

    // Then
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      ModelMetadata metadata = ModelMetadata.parse(scorer.properties());
      assertThat(metadata.figures()).containsKeys("loso_uar_mean", "random_uar", "random_ece");
      assertThat(metadata.temperature())
          .isEqualTo(Report.read(loso).served().temperature(), Offset.offset(1e-6));
    }
  }

  @Test
  void twoReportsOfOneProtocolAreRefused() throws IOException {
    // Given
    Path loso = folder.resolve("loso.json");
    Path again = folder.resolve("again.json");
    succeed("crossvalidate", "--out", loso.toString());
    Files.copy(loso, again);

    // When
    int status =
        run(
            "train",
            "--out",
            "never.onnx",
            "--figures",
            loso.toString(),
            "--figures",
            again.toString());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("are both of the protocol loso: give one of them");
  }

  @Test
  void figuresOfOtherRecordingsAreRefused() throws IOException {
    // Given
    Path figures = folder.resolve("loso.json");
    succeed("crossvalidate", "--out", figures.toString());
    Files.delete(folder.resolve("corpus/wav/08a01Na.wav"));

    // When
    int status = run("train", "--out", "never.onnx", "--figures", figures.toString());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("was measured on other recordings");
  }

  @Test
  void figuresOfOtherSettingsOrOfSomeSpeakersAreRefused() {
    // Given
    Path figures = folder.resolve("loso.json");
    Path some = folder.resolve("some.json");
    succeed("crossvalidate", "--out", figures.toString());
    assertThat(run("crossvalidate", "--out", some.toString(), "--speakers", "08")).isZero();

    // When
    int other = run("train", "--out", "never.onnx", "--seed", "2", "--figures", figures.toString());
    int noisy =
        run("train", "--out", "never.onnx", "--noise", "loud", "--figures", figures.toString());
    int few = run("train", "--out", "never.onnx", "--figures", some.toString());

    // Then
    assertThat(List.of(other, noisy, few)).containsOnly(2);
    assertThat(err.toString().lines().filter(line -> line.contains("with another network")))
        .hasSize(2)
        .allMatch(
            line -> line.contains("with another network, --steps, --batch, --noise or --seed"));
    assertThat(err.toString()).contains("was measured on some of the speakers only");
  }
}
