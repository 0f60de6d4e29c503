package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

  private static final List<String> LABELS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();
  static final FrontEnd FRONT_END = FrontEnd.compact();

  @TempDir Path directory;

  static Map<String, String> properties() {
    return new HashMap<>(
        new ModelMetadata(
                "tiny",
                "1",
                LABELS,
                FRONT_END,
                Optional.empty(),
                Optional.empty(),
                1,
                0.5,
                "0".repeat(64),
                Map.of())
            .toProperties());
  }

  static byte[] onnx(Map<String, String> properties) {
    return TinyOnnx.model(FRONT_END.bands(), FRONT_END.windowFrames(), 7, properties);
  }

  @Test
  void aModelIsLoadedFromWhatItSaysOfItself() throws IOException {
    // Given
    var file = directory.resolve("tiny.onnx");
    Files.write(file, onnx(properties()));

    // When
    try (var model = OnnxModel.open(file, 1)) {
      // Then
      assertThat(model.version()).isEqualTo("tiny:1");
      assertThat(model.metadata().frontEnd()).isEqualTo(FRONT_END);
      assertThat(model.sha256()).hasSize(64);
      var rows = model.run(model.newBatch(4), 3).probabilities();
      assertThat(rows).hasDimensions(3, 7);
      assertThat(rows[2]).containsOnly(1 / 7f);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OnnxModel.open(directory.resolve("none.onnx"), 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("none.onnx");
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    // Given
    var file = directory.resolve("cat.onnx");
    Files.writeString(file, "a picture of a cat");

    // Then
    assertThatThrownBy(() -> OnnxModel.open(file, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not a model that ONNX Runtime can load");
  }

  @Test
  void aModelThatDoesNotDescribeItselfIsRefused() {
    assertThatThrownBy(() -> OnnxModel.open(onnx(Map.of()), "bare.onnx", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("bare.onnx")
        .hasMessageContaining("tenor.format");
  }

  @Test
  void aWrongPropertyIsNamed() {
    // Given
    var properties = properties();
    properties.put("tenor.hop_samples", "0");

    // Then
    assertThatThrownBy(() -> OnnxModel.open(onnx(properties), "x", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("hop");
  }

  @Test
  void aLabelThatIsNoEmotionIsNamed() {
    // Given
    var properties = properties();
    properties.computeIfPresent("tenor.labels", (k, v) -> v.replace("fear", "cat"));

    // Then
    assertThatThrownBy(() -> OnnxModel.open(onnx(properties), "x", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tenor.labels")
        .hasMessageContaining("«cat»");
  }

  @Test
  void aShapeOtherThanPromisedIsRefused() {
    // Given
    var narrow = TinyOnnx.model(FRONT_END.bands(), 100, 7, properties());
    var fewLabels = TinyOnnx.model(FRONT_END.bands(), 198, 5, properties());

    // Then
    assertThatThrownBy(() -> OnnxModel.open(narrow, "x", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("input levels");
    assertThatThrownBy(() -> OnnxModel.open(fewLabels, "x", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("output probabilities");
  }

  /** Properties that promise a past of the bands. */
  private static Map<String, String> adaptive(Map<String, String> properties) {
    int bands = FRONT_END.bands();
    properties.put("tenor.adaptation.mean", "100.0" + ",100.0".repeat(bands - 1));
    properties.put("tenor.adaptation.deviation", "30.0" + ",30.0".repeat(bands - 1));
    properties.put("tenor.adaptation.prior_frames", "300");
    properties.put("tenor.adaptation.memory_frames", "6000");
    return properties;
  }

  /** Properties that promise to compare two features. */
  private static Map<String, String> comparing(Map<String, String> properties) {
    properties.put("tenor.comparison.mean", "0.5,0.25");
    properties.put("tenor.comparison.variance", "1,2");
    properties.put("tenor.comparison.prior_windows", "4");
    properties.put("tenor.comparison.memory_windows", "240");
    return properties;
  }

  private static byte[] onnx(
      Map<String, String> properties, Map<String, int[]> inputs, int features) {
    return TinyOnnx.model(
        FRONT_END.bands(), FRONT_END.windowFrames(), 7, properties, inputs, features);
  }

  private static void assertRefused(byte[] model, String... why) {
    assertThatThrownBy(() -> OnnxModel.open(model, "x", 1))
        .isInstanceOf(ModelException.class)
        .message()
        .contains(why);
  }

  @Test
  void aModelThatAdaptsHasTheInputForItsSensorsPast() {
    assertRefused(
        onnx(adaptive(properties())),
        "its input statistics is missing",
        "FLOAT of shape [-1, 2, 40]");
    assertRefused(
        onnx(adaptive(properties()), Map.of("statistics", new int[] {2, 64}), 0),
        "its input statistics is",
        "FLOAT of shape [-1, 2, 40]");
    assertRefused(
        onnx(properties(), Map.of("statistics", new int[] {2, 40}), 0),
        "it asks for the input statistics, but has no properties tenor.adaptation.*.");
    var right = onnx(adaptive(properties()), Map.of("statistics", new int[] {2, 40}), 0);
    try (var model = OnnxModel.open(right, "x", 1)) {
      assertThat(model.metadata().adaptation()).isPresent();
    }
  }

  @Test
  void aModelThatComparesHasTheInputForThePastAndTheOutputForTheNext() {
    var past = Map.of("past", new int[] {2, 2});
    assertRefused(onnx(comparing(properties()), Map.of(), 2), "its input past is missing");
    assertRefused(
        onnx(comparing(properties()), past, 0), "its output features is missing", "[-1, 2]");
    assertRefused(onnx(comparing(properties()), past, 3), "its output features is", "[-1, 2]");
    assertRefused(
        onnx(properties(), past, 2),
        "it asks for the input past, but has no properties tenor.comparison.*.");
    try (var model = OnnxModel.open(onnx(comparing(properties()), past, 2), "x", 1)) {
      var output = model.run(model.newBatch(2), 2);
      assertThat(output.features()).hasDimensions(2, 2);
      assertThat(output.probabilities()).hasDimensions(2, 7);
    }
  }

  @Test
  void anInputThatNobodyKnowsIsNamed() {
    assertRefused(
        onnx(properties(), Map.of("weather", new int[] {1}), 0),
        "it asks for the inputs",
        "weather",
        "Tenor gives it levels alone");
  }
}
