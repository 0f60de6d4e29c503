package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.onnx.ExportedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Figures that come later. */
class AnnotateCommandIT extends TrainerCommands {

  private static final Path LOSO = Path.of("../docs/results/loso.json");
  private static final Path LOSO_TEXT = Path.of("../docs/results/loso-text.json");

  private Path loso;
  private Path random;
  private Path model;

  private void measureAndTrain() {
    loso = folder.resolve("loso.json");
    random = folder.resolve("random.json");
    model = folder.resolve("compact.onnx");
    succeed("crossvalidate", "--out", loso.toString());
    succeed("crossvalidate", "--protocol", "random", "--folds", "2", "--out", random.toString());
    succeed("train", "--out", model.toString(), "--figures", loso.toString());
  }

  @Test
  void theShippedModelIsWhatItsReportsSay() throws IOException {
    // Given
    Path shipped = Path.of("../src/models/compact.onnx");
    Path again = folder.resolve("again.onnx");

    // When
    int status =
        execute(
            "annotate",
            shipped.toString(),
            "--figures",
            LOSO.toString(),
            "--figures",
            LOSO_TEXT.toString(),
            "--out",
            again.toString());

    // Then
    assertThat(status).as("%s", err).isZero();
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(shipped));
  }

  private static float[] answer(ExportedModel model) {
    ModelMetadata metadata = model.metadata();
    FrontEnd frontEnd = metadata.frontEnd();
    byte[] levels = new byte[frontEnd.bands() * frontEnd.windowFrames()];
    new Random(3).nextBytes(levels);
    InputWindow window =
        new InputWindow(levels, metadata.newSensorStatistics(), metadata.newSensorPast());
    return model.scorer().probabilities(List.of(window))[0];
  }

  @Test
  void aProtocolMeasuredLaterIsAddedAndNoAnswerChanges() throws IOException {
    // Given
    measureAndTrain();
    Path more = folder.resolve("more/annotated.onnx");
    byte[] trained = Files.readAllBytes(model);

    // When
    int status =
        execute(
            "annotate",
            model.toString(),
            "--figures",
            random.toString(),
            "--figures",
            loso.toString(),
            "--out",
            more.toString());

    // Then
    assertThat(status).as("%s", err).isZero();
    try (ExportedModel before = ExportedModel.open(model);
        ExportedModel after = ExportedModel.open(more)) {
      assertThat(after.metadata().figures())
          .containsAllEntriesOf(before.metadata().figures())
          .containsKeys("random_uar", "random_ece");
      assertThat(after.metadata().withFigures(before.metadata().figures()))
          .isEqualTo(before.metadata());
      assertThat(answer(after)).isEqualTo(answer(before));
      assertThat(out.toString()).contains("figures of random, loso, sha256 " + after.sha256());
    }

    // When: and away again, where it is
    assertThat(execute("annotate", more.toString(), "--figures", loso.toString())).isZero();

    // Then
    assertThat(Files.readAllBytes(more)).isEqualTo(trained);
  }

  @Test
  void reportsOfAnotherModelAreRefusedAndNothingIsWritten() throws IOException {
    // Given
    measureAndTrain();
    Path other = folder.resolve("other.json");
    byte[] trained = Files.readAllBytes(model);
    succeed(
        "crossvalidate",
        "--protocol",
        "random",
        "--folds",
        "2",
        "--members",
        "0",
        "--work",
        folder.resolve("other").toString(),
        "--out",
        other.toString());

    // When
    int strange = execute("annotate", model.toString(), "--figures", random.toString());
    int unlike =
        execute(
            "annotate",
            model.toString(),
            "--figures",
            loso.toString(),
            "--figures",
            other.toString());

    // Then
    assertThat(List.of(strange, unlike)).containsOnly(2);
    assertThat(err.toString())
        .contains("The model was not calibrated by " + random)
        .contains(other + " was measured with another network");
    assertThat(Files.readAllBytes(model)).isEqualTo(trained);
  }

  @Test
  void noModelIsOneSentence() {
    // Given
    Path nothing = folder.resolve("nothing.onnx");

    // When
    int status = execute("annotate", nothing.toString(), "--figures", LOSO.toString());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).startsWith("There is no model " + nothing);
  }
}
