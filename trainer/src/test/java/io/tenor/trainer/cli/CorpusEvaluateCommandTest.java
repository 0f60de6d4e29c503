package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Corpora;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusLoader;
import io.tenor.corpus.Labels;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.onnx.TinyModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CorpusEvaluateCommandTest extends TrainerCommands {

  private static final String OTHER_DATA = "0".repeat(64);

  private int evaluate(Path corpus, Path model, String... more) {
    CommandLine line = TrainerCli.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(
        with(
            new String[] {"corpus", "evaluate", corpus.toString(), "--model", model.toString()},
            more));
  }

  private Path corpus() {
    return folder.resolve("corpus");
  }

  private Path model(List<String> labels, String trainingDataSha256) throws IOException {
    float[] mean = new float[40];
    float[] deviation = new float[40];
    Arrays.fill(mean, 100);
    Arrays.fill(deviation, 30);
    return TinyModel.of(new Normalisation(mean, deviation), SensorPast.NONE, SensorPast.FEATURES)
        .write(folder.resolve("tiny.onnx"), labels, trainingDataSha256);
  }

  private Path model() throws IOException {
    return model(Labels.names(), OTHER_DATA);
  }

  @Test
  void aPersonGetsTables() throws IOException {
    assertThat(evaluate(corpus(), model())).as("%s", err).isZero();
    assertThat(out.toString())
        .startsWith("Warning: ")
        .contains("Model tiny 1.2 on EMO-DB: 14 recordings of 2 speakers, 14 windows.")
        .contains("macro-F1", "recall", "happiness")
        .doesNotContain("training data");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aProgramGetsOneObjectOfTheSpeakersItAskedFor() throws IOException {
    // When
    int status = evaluate(corpus(), model(), "--json", "--speakers", "08");

    // Then
    assertThat(status).as("%s", err).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("speakers").toString()).isEqualTo("[\"08\"]");
    assertThat(json.get("utterances").asInt()).isEqualTo(7);
    assertThat(json.get("trained_on_this_corpus").asBoolean()).isFalse();
    assertThat(json.get("window_uar").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void aModelThatWasTrainedOnTheCorpusIsToldByItsHash() throws IOException {
    // Given
    Corpus read = CorpusLoader.load(Corpora.detect(corpus()), corpus(), 16_000);

    // When
    int status = evaluate(corpus(), model(Labels.names(), read.sha256()));

    // Then
    assertThat(status).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("trained on this corpus: these figures are of training data");
  }

  @Test
  void severalCorporaAreHeardInTheWaysAskedForAndWhatIsSaidIsKept() throws IOException {
    // Given
    Path other = Files.createDirectories(folder.resolve("other/wav"));
    for (String name : List.of("03a01Wa.wav", "03a01Fa.wav", "08a01Fa.wav")) {
      Files.copy(corpus().resolve("wav").resolve(name), other.resolve(name));
    }
    Path said = folder.resolve("kept/said.jsonl");
    Path[] both = {corpus(), folder.resolve("other")};

    // When
    int status =
        evaluate(
            both[0],
            model(),
            both[1].toString(),
            "--hearing",
            "history,moods,calm,one-mood,alone",
            "--speakers",
            "corpus/03,other/03,other/08",
            "--out",
            said.toString(),
            "--json");

    // Then
    assertThat(status).as("%s", err).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("corpora").get(0).get("utterances").asInt()).isEqualTo(7);
    assertThat(json.get("corpora").get(1).get("utterances").asInt()).isEqualTo(3);
    assertThat(List.copyOf(json.get("mean").properties()))
        .extracting(Map.Entry::getKey)
        .containsExactly("names", "alone", "history", "moods", "calm", "one_mood");
    List<String> lines = Files.readAllLines(said);
    assertThat(lines).hasSize(10 * 6);
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertThat(first.get("corpus").asText()).isEqualTo("corpus");
    assertThat(first.get("label").asText()).isEqualTo("fear");
    assertThat(first.get("hearing").asText()).isEqualTo("names");
    assertThat(first.get("windows")).hasSize(1);
    double sum = 0;
    for (JsonNode p : first.get("probabilities")) {
      sum += p.asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void aWayOfHearingThatIsNoneIsWrongUse() throws IOException {
    assertThat(evaluate(corpus(), model(), "--hearing", "loud")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--hearing is 'loud': give alone, history");
  }

  @Test
  void aMissingFolderIsWrongUse() throws IOException {
    assertThat(evaluate(folder.resolve("nowhere"), model())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere is not a folder").doesNotContain("\tat ");
  }

  @Test
  void aMissingModelIsWrongUse() {
    Path missing = folder.resolve("none.onnx");
    assertThat(evaluate(corpus(), missing)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("There is no model " + missing + ": give a file that `train` wrote.");
  }

  @Test
  void aFileThatIsNoModelOfOursIsWrongUse() throws IOException {
    Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
    assertThat(evaluate(corpus(), text)).isEqualTo(2);
    assertThat(evaluate(corpus(), model(List.of("a", "b", "c", "d", "e", "f", "g"), OTHER_DATA)))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains(text + " is no model that `train` wrote: ONNX Runtime refuses the model")
        .contains("its label 'a' is none of the seven emotions.")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnknownSpeakerIsWrongUse() throws IOException {
    assertThat(evaluate(corpus(), model(), "--speakers", "03,99")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--speakers names one that the corpus does not have: it has 03, 08.");
  }

  @Test
  void aModelHasToBeGiven() {
    CommandLine line = TrainerCli.commandLine();
    line.setErr(new PrintWriter(err));
    assertThat(line.execute("corpus", "evaluate", corpus().toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--model");
  }

  @Test
  void helpSaysWhenFiguresAreHonest() {
    CommandLine line = TrainerCli.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute("corpus", "evaluate", "--help")).isZero();
    assertThat(out.toString()).contains("tenor corpus evaluate", "--speakers", "has not heard");
  }
}
