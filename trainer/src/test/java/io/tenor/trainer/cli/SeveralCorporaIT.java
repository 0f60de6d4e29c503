package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.onnx.ExportedModel;
import io.tenor.trainer.onnx.OnnxScorer;
import io.tenor.trainer.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What `crossvalidate` and `train` make of several corpora at once. */
class SeveralCorporaIT extends TrainerCommands {

  private Path other;
  private Path third;

  /** Two corpora more: one without boredom, and one of anger and happiness alone. */
  @BeforeEach
  void copySome() throws IOException {
    other = copy("other", "W", "E", "A", "F", "T", "N");
    third = copy("third", "W", "F");
  }

  private Path copy(String name, String... letters) throws IOException {
    Path wavs = Files.createDirectories(folder.resolve(name).resolve("wav"));
    for (String letter : letters) {
      for (String speaker : List.of("03", "08")) {
        String file = speaker + "a01" + letter + "a.wav";
        Files.copy(folder.resolve("corpus/wav").resolve(file), wavs.resolve(file));
      }
    }
    return folder.resolve(name);
  }

  private void crossvalidate(String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("--corpus", other.toString(), "--protocol", "loco", "--test-corpus"));
    args.addAll(List.of(third.toString(), "--out", folder.resolve(out).toString()));
    args.addAll(List.of(more));
    succeed("crossvalidate", args.toArray(String[]::new));
  }

  @Test
  void theFiguresOfCorporaLeftOutGoIntoTheModelThatIsTrainedOnAll() throws IOException {
    // Given
    Path kept = folder.resolve("kept.onnx");
    crossvalidate("loco.json", "--model", kept.toString(), "--name", "kept");
    Path figures = folder.resolve("loco.json");
    Report report = Report.read(figures);
    assertThat(report.utterances()).isEqualTo(14 + 12 + 4);
    assertThat(report.folds())
        .extracting(Report.FoldFigures::utterances)
        .containsExactly(14, 12, 4);
    assertThat(report.views()).containsKeys("plain", "adapted", "moods", "calm", "one_mood");
    assertThat(out.toString()).contains("third (test only)");

    // When
    Path model = folder.resolve("all.onnx");
    succeed(
        "train",
        "--corpus",
        other.toString(),
        "--out",
        model.toString(),
        "--figures",
        figures.toString());

    // Then
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      ModelMetadata metadata = ModelMetadata.parse(scorer.properties());
      assertThat(metadata.figures())
          .containsKeys("loco_uar", "loco_uar_own_classes", "loco_ece", "loco_one_mood_uar")
          .containsKey("loco_test_only_uar");
      assertThat(metadata.temperature())
          .isEqualTo(report.served().temperature(), Offset.offset(1e-6));
      assertThat(metadata.trainingDataSha256()).isEqualTo(report.trainingDataSha256());
    }
    try (ExportedModel own = ExportedModel.open(kept)) {
      assertThat(own.metadata().name()).isEqualTo("kept");
      assertThat(own.metadata().figures()).containsKey("loco_test_only_uar");
      assertThat(own.metadata().temperature())
          .isEqualTo(report.served().temperature(), Offset.offset(1e-6));
      assertThat(own.metadata().trainingDataSha256()).isEqualTo(report.trainingDataSha256());
    }
  }

  @Test
  void aModelIsWrittenOnlyOfTheProtocolThatTrainsOneOnAll() {
    assertThat(
            run(
                "crossvalidate",
                "--corpus",
                other.toString(),
                "--protocol",
                "loco",
                "--model",
                folder.resolve("never.onnx").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--model is for --protocol loco with --test-corpus");
  }

  @Test
  void oneCorpusThatWasNotHeardCalibratesNothing() throws IOException {
    crossvalidate("one-left-out.json", "--leave-out", "other");
    assertThat(
            run(
                "train",
                "--corpus",
                other.toString(),
                "--out",
                folder.resolve("never.onnx").toString(),
                "--figures",
                folder.resolve("one-left-out.json").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("on one corpus only");
  }

  @Test
  void foldsInSeveralProcessesGiveWhatFoldsInOneGiveAndAreKept() throws IOException {
    // Given
    crossvalidate("one.json");

    // When
    crossvalidate("several.json", "--jobs", "2", "--work", folder.resolve("more").toString());
    crossvalidate("again.json", "--leave-out", "other");

    // Then
    assertThat(Report.read(folder.resolve("several.json")))
        .isEqualTo(Report.read(folder.resolve("one.json")));
    assertThat(out.toString()).contains("kept");
    assertThat(Report.read(folder.resolve("again.json")).folds())
        .extracting(Report.FoldFigures::fold)
        .containsExactly("other");
  }

  @Test
  void speakersAreLeftOutByTheNameOfTheirCorpus() {
    assertThat(
            run(
                "train",
                "--corpus",
                other.toString(),
                "--validation-speakers",
                "08",
                "--out",
                folder.resolve("never.onnx").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("corpus/03, corpus/08, other/03, other/08");
    succeed(
        "train",
        "--corpus",
        other.toString(),
        "--validation-speakers",
        "other/08",
        "--out",
        folder.resolve("some.onnx").toString());
  }
}
