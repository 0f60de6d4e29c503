package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.evaluation.LearningCurve;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.onnx.OnnxScorer;
import io.tenor.trainer.report.Report;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The trainer's commands as a user types them, on a corpus of a few seconds. */
class TrainCommandIT {

  private static final int RATE = VoiceSynthesizer.SAMPLE_RATE_HZ;
  private static final Map<Emotion, Character> LETTERS =
      Map.of(
          Emotion.ANGER, 'W',
          Emotion.BOREDOM, 'L',
          Emotion.DISGUST, 'E',
          Emotion.FEAR, 'A',
          Emotion.HAPPINESS, 'F',
          Emotion.SADNESS, 'T',
          Emotion.NEUTRAL, 'N');

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void recordTwoSpeakers() throws IOException {
    Path wavs = Files.createDirectories(folder.resolve("corpus/wav"));
    for (String speaker : List.of("03", "08")) {
      for (Map.Entry<Emotion, Character> letter : LETTERS.entrySet()) {
        VoiceProfile profile =
            VoiceProfile.of(letter.getKey().label()).forSpeaker(Long.parseLong(speaker));
        short[] samples = new VoiceSynthesizer(profile, 7).next(RATE);
        WavFile.write(wavs.resolve(speaker + "a01" + letter.getValue() + "a.wav"), RATE, samples);
      }
    }
  }

  private int run(String command, String... more) {
    CommandLine line = TrainerCli.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String corpus = folder.resolve("corpus").toString();
    List<String> args =
        new ArrayList<>(List.of(command, "--corpus", corpus, "--steps", "3", "--batch", "4"));
    args.addAll(List.of(more));
    if (!args.contains("--work")) {
      args.addAll(List.of("--work", folder.resolve("work").toString()));
    }
    return line.execute(args.toArray(String[]::new));
  }

  @Test
  void figuresMeasuredGoIntoTheModelThatTheMonitorReads() throws IOException {
    // Given
    Path figures = folder.resolve("loso.json");
    Path model = folder.resolve("models/compact.onnx");
    assertThat(run("crossvalidate", "--past", "features", "--out", figures.toString()))
        .as("%s", err)
        .isZero();
    assertThat(out.toString())
        .contains("14 recordings of 2 speakers", "Warning:", "fold 03, seed 1: accuracy", "pooled");

    // When
    int status =
        run(
            "train",
            "--past",
            "features",
            "--out",
            model.toString(),
            "--figures",
            figures.toString(),
            "--version",
            "9");

    // Then
    assertThat(status).as("%s", err).isZero();
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
    assertThat(run("train", "--out", all.toString())).as("%s", err).isZero();

    // When
    int status =
        run(
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
    assertThat(status).as("%s", err).isZero();
    assertThat(out.toString()).containsPattern("held out: loss \\d+\\.\\d+  accuracy .* UAR");
    assertThat(LearningCurve.read(folder.resolve("validated/train-curve.json")).points())
        .isNotEmpty();
    assertThat(hash(some)).isNotEqualTo(hash(all));
    assertThat(Files.size(some)).isLessThan((long) (0.65 * Files.size(all)));
    assertThat(run("train", "--validation-speakers", "03,08")).isEqualTo(2);
    assertThat(err.toString()).contains("has to name some of 03, 08, and not all");
  }

  private static String hash(Path model) throws IOException {
    FrontEnd frontEnd = FrontEnd.compact();
    try (OnnxScorer scorer =
        new OnnxScorer(Files.readAllBytes(model), frontEnd.bands(), frontEnd.windowFrames())) {
      return ModelMetadata.parse(scorer.properties()).trainingDataSha256();
    }
  }

  @Test
  void aReportForEachProtocolGoesIntoTheModel() throws IOException {
    // Given
    Path loso = folder.resolve("loso.json");
    Path random = folder.resolve("random.json");
    Path model = folder.resolve("compact.onnx");
    assertThat(run("crossvalidate", "--out", loso.toString())).as("%s", err).isZero();
    assertThat(
            run(
                "crossvalidate",
                "--protocol",
                "random",
                "--folds",
                "2",
                "--out",
                random.toString()))
        .as("%s", err)
        .isZero();

    // When
    int status =
        run(
            "train",
            "--out",
            model.toString(),
            "--figures",
            loso.toString(),
            "--figures",
            random.toString());

    // Then
    assertThat(status).as("%s", err).isZero();
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
    assertThat(run("crossvalidate", "--out", loso.toString())).as("%s", err).isZero();
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
  void foldsInSeveralProcessesGiveWhatFoldsInOneGive() throws IOException {
    // Given
    Path one = folder.resolve("one.json");
    Path several = folder.resolve("several.json");
    Path page = folder.resolve("report.html");
    assertThat(run("crossvalidate", "--seeds", "2", "--out", one.toString()))
        .as("%s", err)
        .isZero();

    // When
    int status =
        run(
            "crossvalidate",
            "--seeds",
            "2",
            "--jobs",
            "2",
            "--work",
            folder.resolve("other").toString(),
            "--html",
            page.toString(),
            "--out",
            several.toString());

    // Then
    assertThat(status).as("%s", err).isZero();
    assertThat(Report.read(several)).isEqualTo(Report.read(one));
    assertThat(page).content().contains("Tenor: loso on EMO-DB", "<svg");
  }

  @Test
  void theSameSeedWritesTheSameModel() throws IOException {
    // Given
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");

    // When
    assertThat(run("train", "--out", first.toString(), "--seed", "5")).as("%s", err).isZero();
    assertThat(run("train", "--out", second.toString(), "--seed", "5")).as("%s", err).isZero();

    // Then
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
  }

  @Test
  void figuresOfOtherRecordingsAreRefused() throws IOException {
    // Given
    Path figures = folder.resolve("loso.json");
    assertThat(run("crossvalidate", "--out", figures.toString())).as("%s", err).isZero();
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
    assertThat(run("crossvalidate", "--out", figures.toString())).as("%s", err).isZero();
    assertThat(run("crossvalidate", "--out", some.toString(), "--speakers", "08")).isZero();

    // When
    int other = run("train", "--out", "never.onnx", "--seed", "2", "--figures", figures.toString());
    int few = run("train", "--out", "never.onnx", "--figures", some.toString());

    // Then
    assertThat(List.of(other, few)).containsOnly(2);
    assertThat(err.toString())
        .contains("was measured with another network, --steps, --batch or --seed")
        .contains("was measured on some of the speakers only");
  }

  @Test
  void aNetworkOfThePaperIsTrainedMeasuredAndWrittenForTheMonitor() throws IOException {
    // Given
    Path figures = folder.resolve("paper.json");
    Path model = folder.resolve("paper.onnx");
    String[] paper = {"--network", "paper", "--row", "three-none", "--size", "64"};
    assertThat(run("crossvalidate", with(paper, "--out", figures.toString())))
        .as("%s", err)
        .isZero();

    // When
    int status =
        run("train", with(paper, "--out", model.toString(), "--figures", figures.toString()));

    // Then
    assertThat(status).as("%s", err).isZero();
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
    String[] ablate = {"--size", "64", "--rows"};
    assertThat(run("ablate", with(ablate, "four-none"))).as("%s", err).isZero();

    // When
    int status = run("ablate", with(ablate, "four-none,four-two"));

    // Then
    assertThat(status).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("four-none: accuracy", "(kept from an earlier run)", "Training four-two:")
        .containsPattern("four-none +0 +1\\.7 M +72\\.2%")
        .contains("Figures and learning curves are in");
    assertThat(folder.resolve("work/ablation.json")).isNotEmptyFile();
    assertThat(folder.resolve("work/four-two/curve.json")).isNotEmptyFile();
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
