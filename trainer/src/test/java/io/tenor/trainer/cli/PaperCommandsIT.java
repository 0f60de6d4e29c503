package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.onnx.OnnxScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The paper's networks from the command line. */
class PaperCommandsIT extends TrainerCommands {

  @Test
  void aNetworkOfThePaperIsTrainedMeasuredAndWrittenForTheMonitor() throws IOException {
    // Given
    Path figures = folder.resolve("paper.json");
    Path model = folder.resolve("paper.onnx");
    String[] paper = {"--network", "paper", "--row", "three-none", "--size", "64"};
    succeed("crossvalidate", with(paper, "--out", figures.toString()));

    // When
    succeed("train", with(paper, "--out", model.toString(), "--figures", figures.toString()));

    // Then
    try (OnnxScorer scorer = new OnnxScorer(Files.readAllBytes(model), 64, 64)) {
      ModelMetadata metadata = ModelMetadata.parse(scorer.properties());
      assertThat(metadata.name()).isEqualTo("paper-three-none");
      assertThat(metadata.frontEnd()).isEqualTo(FrontEnd.paper(64));
      assertThat(metadata.figures()).containsKey("loso_uar_mean");
    }
  }

  @Test
  void anAblationPrintsThePapersFigureBesideOursAndGoesOnRowByRow() {
    // Given
    Path page = folder.resolve("curves.html");
    String[] ablate = {"--size", "64", "--rows"};
    succeed("ablate", with(ablate, "four-none"));

    // When
    succeed("ablate", with(ablate, "four-none,four-two", "--html", page.toString()));

    // Then
    assertThat(out.toString())
        .contains("four-none: accuracy", "(kept from an earlier run)", "Training four-two:")
        .containsPattern("four-none +0 +1\\.7 M +72\\.2%")
        .contains("Figures and learning curves are in");
    assertThat(page).content().contains("Accuracy of four-two over 3 training steps");
    assertThat(folder.resolve("work/ablation.json")).isNotEmptyFile();
    assertThat(folder.resolve("work/four-two/curve.json")).isNotEmptyFile();
  }
}
