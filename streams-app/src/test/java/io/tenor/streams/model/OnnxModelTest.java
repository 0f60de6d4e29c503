package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

  private static final List<String> LABELS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();
  private static final FrontEnd FRONT_END = FrontEnd.compact();

  @TempDir Path directory;

  private static Map<String, String> properties() {
    return new HashMap<>(
        new ModelMetadata(
                "tiny", "1", LABELS, FRONT_END, Optional.empty(), 1, 0.5, "0".repeat(64), Map.of())
            .toProperties());
  }

  private static byte[] onnx(Map<String, String> properties) {
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
      var rows = model.run(ByteBuffer.allocateDirect(3 * 40 * 198), 3);
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

  @Test
  void theShippedModelGivesTheSameBitsInEveryBatch() {
    try (var model = OnnxModel.shipped(1)) {
      // Given
      var frontEnd = model.metadata().frontEnd();
      int size = frontEnd.bands() * frontEnd.windowFrames();
      var random = new Random(7);
      var windows = new byte[32][size];
      for (var window : windows) {
        random.nextBytes(window);
      }

      // When
      var alone = new float[32][];
      for (int i = 0; i < 32; i++) {
        alone[i] = model.run(ByteBuffer.allocateDirect(size).put(0, windows[i]), 1)[0];
      }

      // Then: live equals replay needs it
      for (int batch : new int[] {2, 4, 8, 16, 32}) {
        var levels = ByteBuffer.allocateDirect(batch * size);
        for (int i = 0; i < batch; i++) {
          levels.put(i * size, windows[i]);
        }
        var rows = model.run(levels, batch);
        for (int i = 0; i < batch; i++) {
          assertThat(rows[i]).as("window %d in a batch of %d", i, batch).isEqualTo(alone[i]);
        }
      }
    }
  }
}
