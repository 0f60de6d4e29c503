package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
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
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {

  private static final List<String> LABELS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();
  private static final FrontEnd FRONT_END = FrontEnd.compact();

  @TempDir Path directory;

  private static Map<String, String> properties() {
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

  private static byte[] onnx(Map<String, String> properties) {
    return TinyOnnx.model(FRONT_END.bands(), FRONT_END.windowFrames(), 7, properties);
  }

  @Test
  void aModelIsLoadedFromWhatItSaysOfItself() throws IOException {
    // Given
    var file = directory.resolve("tiny.onnx");
    Files.write(file, onnx(properties()));

    // When
    try (var model = OnnxModel.open(file, 1, Device.CPU)) {
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
    assertThatThrownBy(() -> OnnxModel.open(directory.resolve("none.onnx"), 1, Device.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("none.onnx");
  }

  @Test
  void aForeignFileIsRefused() throws IOException {
    // Given
    var file = directory.resolve("cat.onnx");
    Files.writeString(file, "a picture of a cat");

    // Then
    assertThatThrownBy(() -> OnnxModel.open(file, 1, Device.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("is not a model that ONNX Runtime can load");
  }

  @Test
  void aModelThatDoesNotDescribeItselfIsRefused() {
    assertThatThrownBy(() -> OnnxModel.open(onnx(Map.of()), "bare.onnx", 1, Device.CPU))
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
    assertThatThrownBy(() -> OnnxModel.open(onnx(properties), "x", 1, Device.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("hop");
  }

  @Test
  void aLabelThatIsNoEmotionIsNamed() {
    // Given
    var properties = properties();
    properties.computeIfPresent("tenor.labels", (k, v) -> v.replace("fear", "cat"));

    // Then
    assertThatThrownBy(() -> OnnxModel.open(onnx(properties), "x", 1, Device.CPU))
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
    assertThatThrownBy(() -> OnnxModel.open(narrow, "x", 1, Device.CPU))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("input levels");
    assertThatThrownBy(() -> OnnxModel.open(fewLabels, "x", 1, Device.CPU))
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
    assertThatThrownBy(() -> OnnxModel.open(model, "x", 1, Device.CPU))
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
    try (var model = OnnxModel.open(right, "x", 1, Device.CPU)) {
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
    try (var model = OnnxModel.open(onnx(comparing(properties()), past, 2), "x", 1, Device.CPU)) {
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

  @Test
  void aGpuThatFailsIsReplacedByTheCpuWithoutLosingTheBatch() throws OrtException {
    // Given: what stands for the GPU takes other shapes than are promised, so that it fails
    var environment = OnnxRuntime.environment();
    var narrow = TinyOnnx.model(FRONT_END.bands(), 100, 7, properties());
    var gpu =
        new OnnxSession(
            OnnxSession.open(environment, narrow, 1, Device.CPU).session(),
            new Device(Device.Kind.CUDA, 1));
    var loaded = new AtomicInteger();
    try (var model =
        new OnnxModel(
            environment,
            gpu,
            ModelMetadata.parse(properties()),
            "0".repeat(64),
            () -> {
              loaded.incrementAndGet();
              return OnnxSession.open(environment, onnx(properties()), 1, Device.CPU);
            })) {
      assertThat(model.device()).hasToString("cuda:1");

      // When
      var first = model.run(model.newBatch(4), 3);
      var second = model.run(model.newBatch(4), 4);

      // Then
      assertThat(first.probabilities()).hasDimensions(3, 7);
      assertThat(second.probabilities()).hasDimensions(4, 7);
      assertThat(model.device()).isEqualTo(Device.CPU);
      assertThat(loaded).hasValue(1);
    }
  }

  @Test
  void aFailureOnTheCpuIsOne() throws OrtException {
    var environment = OnnxRuntime.environment();
    var narrow = TinyOnnx.model(FRONT_END.bands(), 100, 7, properties());
    var session = OnnxSession.open(environment, narrow, 1, Device.CPU);
    try (var model =
        new OnnxModel(
            environment,
            session,
            ModelMetadata.parse(properties()),
            "0".repeat(64),
            () -> {
              throw new AssertionError("there is nothing to fall back to");
            })) {
      assertThatThrownBy(() -> model.run(model.newBatch(1), 1))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("tiny:1 failed");
    }
  }

  @Test
  void aGpuIsUsedWhereThereIsOneAndMissedOnlyWhereItWasAskedFor() {
    // Given
    boolean cuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    assumeFalse(cuda, "this build of ONNX Runtime can use a GPU");

    // Then
    try (var model = OnnxModel.shipped(1, Device.AUTO)) {
      assertThat(model.device()).isEqualTo(Device.CPU);
    }
    assertThatThrownBy(() -> OnnxModel.shipped(1, Device.parse("cuda:1")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cuda:1 cannot be used")
        .hasMessageContaining("--device cpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "cuda:0", "cuda:12"})
  void aDeviceIsReadAsItIsWritten(String name) {
    assertThat(Device.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "cuda:", "cuda:-1", "gpu", "cuda:1x", "cuda:99999"})
  void whatIsNoDeviceIsRefused(String name) {
    assertThatThrownBy(() -> Device.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, cuda or cuda:N");
  }

  @Test
  void theShippedModelGivesTheSameBitsInEveryBatch() {
    try (var model = OnnxModel.shipped(1, Device.CPU)) {
      assertSameBitsInEveryBatch(model);
    }
  }

  @Test
  void aModelThatComparesGivesTheSameBitsInEveryBatch() {
    try (var model = OnnxModel.open(ComparingOnnx.bytes(), "comparing", 1, Device.CPU)) {
      assertSameBitsInEveryBatch(model);
    }
  }

  /** Live equals replay needs it. */
  private static void assertSameBitsInEveryBatch(OnnxModel model) {
    // Given
    var about = model.metadata();
    var random = new Random(7);
    var windows = new byte[32][about.frontEnd().bands() * about.frontEnd().windowFrames()];
    var heard = new float[32][about.newSensorStatistics().length];
    var pooled = new float[32][about.newSensorPast().length];
    for (int i = 0; i < 32; i++) {
      random.nextBytes(windows[i]);
      for (int k = 0; k < heard[i].length; k++) {
        heard[i][k] = 20 + 100 * random.nextFloat();
      }
      for (int k = 0; k < pooled[i].length; k++) {
        pooled[i][k] = random.nextFloat();
      }
    }

    // When
    var one = model.newBatch(1);
    var alone = new ModelOutput[32];
    for (int i = 0; i < 32; i++) {
      one.set(0, windows[i], heard[i], pooled[i]);
      alone[i] = model.run(one, 1);
    }

    // Then
    for (int size : new int[] {2, 4, 8, 16, 32}) {
      var batch = model.newBatch(size);
      for (int i = 0; i < size; i++) {
        batch.set(i, windows[i], heard[i], pooled[i]);
      }
      var together = model.run(batch, size);
      for (int i = 0; i < size; i++) {
        assertThat(together.probabilities()[i])
            .as("window %d in a batch of %d", i, size)
            .isEqualTo(alone[i].probabilities()[0]);
        assertThat(together.features()[i])
            .as("features of window %d in a batch of %d", i, size)
            .isEqualTo(alone[i].features()[0]);
      }
    }
  }
}
