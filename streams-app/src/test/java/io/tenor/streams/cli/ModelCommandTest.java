package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {

  private static final Path SHIPPED = Path.of("..", "src", "models", "compact.onnx");

  @TempDir private Path directory;

  @Test
  void theShippedModelSaysWhatItIs() {
    // When
    Typed show = Typed.tenor("model", "show", SHIPPED.toString());
    // Then
    assertThat(show.status()).as(show.err()).isZero();
    assertThat(show.out())
        .contains(
            "compact", "anger, boredom, disgust, fear, happiness, sadness, neutral", "16000 Hz");
    assertThat(show.out().lines()).allMatch(line -> line.matches("[a-z0-9_.' -]{24,} \\S.*"));
  }

  @Test
  void shippedModelsHaveNamesAndBroadSaysUnderWhichLicenceItMayBeUsed() {
    // When
    Typed compact = Typed.tenor("model", "show", "compact");
    Typed broad = Typed.tenor("model", "show", "broad");
    Typed json = Typed.tenor("model", "show", "broad", "--json");
    Typed none = Typed.tenor("model", "show", "wide");

    // Then
    assertThat(compact.out()).contains("compact ").doesNotContain("licence");
    assertThat(broad.out()).contains("broad ").containsPattern("licence +CC BY-NC-SA 4\\.0");
    assertThat(broad.out()).containsPattern("learned from +.*RAVDESS.*nEMO");
    assertThat(json.out()).contains("\"tenor.licence\":\"CC BY-NC-SA 4.0\"");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("There is no model file wide");
  }

  @Test
  void asJsonItIsOneLineOfTheFilesOwnProperties() throws IOException {
    // When
    Typed show = Typed.tenor("model", "show", SHIPPED.toString(), "--json");
    // Then
    assertThat(show.out().lines()).hasSize(1);
    var json = new ObjectMapper().readTree(show.out());
    assertThat(json.get("tenor.format").asText()).isEqualTo("1");
    assertThat(json.get("tenor.bands").numberValue()).isEqualTo(40);
    assertThat(json.get("tenor.max_hz").numberValue()).isEqualTo(7600.0);
    assertThat(json.get("tenor.version").isTextual()).isTrue();
    assertThat(json.get("tenor.figure.loso_uar_mean").isNumber()).isTrue();
    assertThat(json.get("tenor.figure.loso_uar_mean").asDouble()).isBetween(0.5, 1.0);
    assertThat(json.get("sha256").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void onTheSameDeviceAModelSaysTheSame() throws IOException {
    // When
    Typed check = Typed.tenor("model", "check", "--device", "cpu", "--largest-batch", "4");
    // Then
    assertThat(check.status()).as(check.err()).isZero();
    var lines = check.out().lines().toList();
    assertThat(lines).hasSize(5);
    var summary = new ObjectMapper().readTree(lines.get(4));
    assertThat(summary.get("type").asText()).isEqualTo("summary");
    assertThat(summary.get("device").asText()).isEqualTo("cpu");
    assertThat(summary.get("batches")).hasSize(2);
    for (var batch : summary.get("batches")) {
      assertThat(batch.get("largestDifference").asDouble()).isZero();
      assertThat(batch.get("otherLabels").asInt()).isZero();
      assertThat(batch.get("deviceWindowsPerSecond").asDouble()).isPositive();
    }
  }

  @Test
  void aModelThatAdaptsSaysHowAndWithJsonAllOfIt() throws IOException {
    // Given
    Path file = Files.write(directory.resolve("comparing.onnx"), ComparingOnnx.bytes());
    // When
    Typed show = Typed.tenor("model", "show", file.toString());
    Typed json = Typed.tenor("model", "show", file.toString(), "--json");
    // Then
    assertThat(show.out())
        .containsPattern("adapts to its sensor +training set weighs \\d+ frames \\(\\d+\\.\\d s\\)")
        .containsPattern("compares with its sensor's past +\\d+ features, training set weighs");
    assertThat(show.out().lines()).allMatch(line -> line.length() < 120);
    var properties = new ObjectMapper().readTree(json.out());
    try (OnnxModel model = OnnxModel.open(file, 1)) {
      var adaptation = model.metadata().adaptation().orElseThrow();
      assertThat(properties.get("tenor.adaptation.prior_frames").numberValue())
          .isEqualTo(adaptation.priorFrames());
      assertThat(properties.get("tenor.adaptation.memory_frames").numberValue())
          .isEqualTo(adaptation.memoryFrames());
      var comparison = model.metadata().comparison().orElseThrow();
      assertThat(floats(properties.get("tenor.comparison.mean")))
          .isEqualTo(comparison.featureMean());
      assertThat(floats(properties.get("tenor.comparison.variance")))
          .isEqualTo(comparison.featureVariance());
      assertThat(floats(properties.get("tenor.adaptation.mean"))).isEqualTo(adaptation.mean());
      assertThat(floats(properties.get("tenor.adaptation.deviation")))
          .isEqualTo(adaptation.deviation());
    }
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i).doubleValue();
    }
    return values;
  }

  @Test
  void aModelWithAWrongPropertyIsRefusedNamingIt() throws IOException {
    // Given
    byte[] bytes = Files.readAllBytes(SHIPPED);
    replace(bytes, "tenor.temperature", "tenor.temperaturX");
    Path file = Files.write(directory.resolve("wrong.onnx"), bytes);
    // When
    Typed show = Typed.tenor("model", "show", file.toString());
    // Then
    assertThat(show.status()).isEqualTo(1);
    assertThat(show.err()).contains("wrong.onnx", "tenor.temperature is missing");
  }

  private static void replace(byte[] bytes, String text, String other) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(text);
    assertThat(at).isPositive();
    for (int n = 0; n < other.length(); n++) {
      bytes[at + n] = (byte) other.charAt(n);
    }
  }
}
