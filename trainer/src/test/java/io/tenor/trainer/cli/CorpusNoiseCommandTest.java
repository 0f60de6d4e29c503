package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.corpus.Labels;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.onnx.TinyModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorpusNoiseCommandTest extends TrainerCommands {

  private int noise(String... more) throws IOException {
    float[] mean = new float[40];
    float[] deviation = new float[40];
    Arrays.fill(mean, 100);
    Arrays.fill(deviation, 30);
    Path model =
        TinyModel.of(new Normalisation(mean, deviation), SensorPast.NONE, SensorPast.FEATURES)
            .write(folder.resolve("tiny.onnx"), Labels.names(), "0".repeat(64));
    return execute(
        with(
            new String[] {
              "corpus", "noise", folder.resolve("corpus").toString(), "--model", model.toString()
            },
            more));
  }

  @Test
  void aPersonGetsALineForEachNoiseAndStrength() throws IOException {
    assertThat(noise("--noise", "pink,babble", "--snr", "20,0")).as("%s", err).isZero();
    assertThat(out.toString().lines().filter(line -> line.matches("(none|pink|babble) .*")))
        .hasSize(5)
        .anyMatch(line -> line.startsWith("none          -       14"))
        .anyMatch(line -> line.startsWith("babble     0 dB       14"));
  }

  @Test
  void whatDrownsIsTold() throws IOException {
    // When
    int status = noise("--noise", "pink", "--snr", "20,0", "--speakers", "08", "--json");

    // Then
    assertThat(status).as("%s", err).isZero();
    JsonNode conditions = new ObjectMapper().readTree(out.toString()).get("conditions");
    assertThat(conditions).hasSize(3);
    assertThat(conditions.get(0).get("drowned").asInt()).isZero();
    assertThat(conditions.get(2).get("windows").asInt()).isEqualTo(7);
    int lost = conditions.get(2).get("drowned").asInt() + conditions.get(2).get("silent").asInt();
    assertThat(lost).isGreaterThan(conditions.get(1).get("drowned").asInt());
  }

  @Test
  void theSameSeedSaysTheSame() throws IOException {
    assertThat(noise("--noise", "white", "--snr", "5", "--json")).isZero();
    String first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(noise("--noise", "white", "--snr", "5", "--json")).isZero();
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void whatIsNoNoiseIsWrongUse() throws IOException {
    assertThat(noise("--noise", "purple")).isEqualTo(2);
    assertThat(err.toString()).contains("--noise", "purple").doesNotContain("\tat ");
    assertThat(noise("--snr", "10,99")).isEqualTo(2);
    assertThat(err.toString()).contains("--snr is from -60 to 60 dB.");
  }

  @Test
  void babbleOfNobodyElseIsWrongUse() throws IOException {
    // Given
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve("corpus/wav"), "08*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }

    // When
    int status = noise();

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("one speaker: leave it out.").doesNotContain("\tat ");
    assertThat(noise("--noise", "car")).as("%s", err).isZero();
  }
}
