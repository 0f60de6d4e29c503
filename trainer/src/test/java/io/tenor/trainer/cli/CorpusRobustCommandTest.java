package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.audio.WavFile;
import io.tenor.corpus.Labels;
import io.tenor.trainer.channel.Sounds;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.onnx.TinyModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorpusRobustCommandTest extends TrainerCommands {

  private int robust(String... more) throws IOException {
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
              "corpus", "robust", folder.resolve("corpus").toString(), "--model", model.toString()
            },
            more));
  }

  private String sounds() throws IOException {
    Path sounds = Files.createDirectories(folder.resolve("sounds"));
    WavFile.write(sounds.resolve("echo.wav"), 16_000, Sounds.noise(3_000, 8_000, 1));
    return sounds.toString();
  }

  @Test
  void aPersonGetsALineForEachWay() throws IOException {
    assertThat(robust("--rooms", sounds(), "--noises", sounds())).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("14 recordings of 2 speakers.")
        .containsPattern("as recorded +0.0% +0.0% +0.0%")
        .contains("gain -20 dB", "telephone", "clipping", "ADPCM 8 kHz", "transform codec")
        .contains("small room", "any room", "place, 5 dB", "white, 20 dB", "babble, 5 dB");
  }

  @Test
  void eachRecordingIsHeardAloneAndTheSameSeedSaysTheSame() throws IOException {
    // Given
    assertThat(robust("--json")).as("%s", err).isZero();
    String all = out.toString();
    out.getBuffer().setLength(0);

    // When: half of the recordings
    assertThat(robust("--json", "--speakers", "08")).isZero();
    String half = out.toString();
    out.getBuffer().setLength(0);
    assertThat(robust("--json", "--speakers", "03")).isZero();

    // Then: together they are all
    JsonNode one = new ObjectMapper().readTree(half).get("conditions");
    JsonNode other = new ObjectMapper().readTree(out.toString()).get("conditions");
    JsonNode both = new ObjectMapper().readTree(all).get("conditions");
    assertThat(both).hasSize(21);
    for (int i = 0; i < both.size(); i++) {
      double mean =
          (one.get(i).get("first_change").asDouble() + other.get(i).get("first_change").asDouble())
              / 2;
      assertThat(both.get(i).get("first_change").asDouble()).isCloseTo(mean, within(1e-6));
    }
  }

  @Test
  void aFolderThatCannotBeReadIsWrongUse() throws IOException {
    assertThat(robust("--rooms", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not a folder").doesNotContain("\tat ");
  }

  @Test
  void oneSpeakerIsHeardWithoutBabble() throws IOException {
    // Given
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve("corpus/wav"), "08*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }

    // When, Then
    assertThat(robust()).as("%s", err).isZero();
    assertThat(out.toString()).contains("car, 5 dB").doesNotContain("babble");
  }
}
