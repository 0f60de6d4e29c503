package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.evaluation.LearningCurve;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.onnx.OnnxScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What `train` writes. */
class TrainCommandIT extends TrainerCommands {

  @Test
  void figuresMeasuredGoIntoTheModelThatTheMonitorReads() throws IOException {
    // Given
    Path figures = folder.resolve("loso.json");
    Path model = folder.resolve("models/compact.onnx");
    succeed("crossvalidate", "--out", figures.toString());
    assertThat(out.toString())
        .contains("14 recordings of 2 speakers", "Warning:", "fold 03, seed 1: accuracy", "pooled");

    // When
    succeed("train", "--out", model.toString(), "--figures", figures.toString(), "--version", "9");

    // Then
    assertThat(Files.size(model)).isLessThan(2_000_000);
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      ModelMetadata metadata = ModelMetadata.parse(scorer.properties());
      assertThat(metadata.version()).isEqualTo("9");
      assertThat(metadata.labels()).isEqualTo(Labels.names());
      assertThat(metadata.frontEnd()).isEqualTo(frontEnd);
      assertThat(metadata.unknownThreshold()).isGreaterThan(1.0 / 7);
      assertThat(metadata.figures())
          .containsKeys("loso_accuracy", "loso_uar_mean", "loso_uar_sd", "loso_ece");
      assertThat(metadata.adaptation()).isPresent();
      assertThat(metadata.comparison()).isPresent();
      float[] past = new float[2 * frontEnd.bands()];
      Arrays.fill(past, 40);
      InputWindow window =
          new InputWindow(
              new byte[frontEnd.bands() * frontEnd.windowFrames()], past, metadata.newSensorPast());
      float[] row = scorer.probabilities(List.of(window))[0];
      double sum = 0;
      for (float p : row) {
        assertThat(p).isBetween(0f, 1f);
        sum += p;
      }
      assertThat(sum).isCloseTo(1, Offset.offset(1e-5));
    }
  }

  @Test
  void speakersLeftOutAreHeardOnTheWayAndTheModelSaysThatTheyWere() throws IOException {
    // Given
    Path all = folder.resolve("all.onnx");
    Path some = folder.resolve("some.onnx");
    succeed("train", "--out", all.toString());

    // When
    succeed(
        "train",
        "--validation-speakers",
        "08",
        "--precision",
        "fp16",
        "--work",
        folder.resolve("validated").toString(),
        "--out",
        some.toString());

    // Then
    assertThat(out.toString()).containsPattern("held out: loss \\d+\\.\\d+  accuracy .* UAR");
    assertThat(LearningCurve.read(folder.resolve("validated/train-curve.json")).points())
        .isNotEmpty();
    assertThat(hash(some)).isNotEqualTo(hash(all));
    assertThat(Files.size(some)).isLessThan((long) (0.65 * Files.size(all)));
    assertThat(run("train", "--validation-speakers", "03,08")).isEqualTo(2);
    assertThat(err.toString()).contains("has to name some of 03, 08, and not all");
  }

  @Test
  void functionalsAreAModelOfTheirOwnOrBesideOthers() throws IOException {
    // Given
    Path alone = folder.resolve("alone.onnx");
    Path beside = folder.resolve("beside.onnx");
    Path without = folder.resolve("without.onnx");

    // When
    train(alone, "--members", "0");
    train(beside);
    train(without, "--no-functionals");

    // Then
    assertThat(Files.size(alone)).isLessThan(120_000);
    assertThat(rememberedFeatures(alone)).isEqualTo(520);
    assertThat(rememberedFeatures(beside)).isEqualTo(712);
    assertThat(rememberedFeatures(without)).isEqualTo(192);
  }

  private void train(Path model, String... options) {
    String[] files = {"--work", model + "-work", "--out", model.toString()};
    succeed("train", with(options, files));
  }

  private static int rememberedFeatures(Path model) throws IOException {
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      return ModelMetadata.parse(scorer.properties()).comparison().orElseThrow().features();
    }
  }

  private static String hash(Path model) throws IOException {
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      return ModelMetadata.parse(scorer.properties()).trainingDataSha256();
    }
  }

  @Test
  void theSameSeedWritesTheSameModel() throws IOException {
    // Given
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");

    // When
    succeed("train", "--out", first.toString(), "--seed", "5");
    succeed("train", "--out", second.toString(), "--seed", "5");

    // Then
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
  }

  @Test
  void aModelHearsRoomsAndNoisesAndFiguresOfOthersAreRefused() throws IOException {
    // Given
    Path sounds = Files.createDirectories(folder.resolve("sounds"));
    WavFile.write(sounds.resolve("echo.wav"), 16_000, new short[] {20_000, 0, 9_000, -4_000, 900});
    Path figures = folder.resolve("loso.json");
    Path through = folder.resolve("through.onnx");
    Path plain = folder.resolve("plain.onnx");
    String[] channels = {"--rooms", sounds.toString(), "--noises", sounds.toString()};
    succeed("crossvalidate", with(channels, "--out", figures.toString(), "--variants", "4"));

    // When
    succeed("train", "--out", plain.toString());
    String[] heard = with(channels, "--variants", "4", "--figures", figures.toString());
    succeed("train", with(heard, "--out", through.toString()));

    // Then
    assertThat(Files.readAllBytes(through)).isNotEqualTo(Files.readAllBytes(plain));
    WavFile.write(sounds.resolve("echo.wav"), 16_000, new short[] {20_000, 0, 8_000, -4_000, 900});
    assertThat(run("train", heard)).isEqualTo(2);
    assertThat(err.toString()).contains(figures.toString()).doesNotContain("\tat ");
  }
}
