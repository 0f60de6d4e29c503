package io.tenor.streams.model;

import static io.tenor.streams.model.OnnxModelTest.FRONT_END;
import static io.tenor.streams.model.OnnxModelTest.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a model runs, and what happens when that fails. */
class DeviceTest {

  @Test
  void aGpuThatFailsIsReplacedByTheCpuWithoutLosingTheBatch() {
    // Given
    var loaded = new AtomicInteger();
    try (var model = FailingGpu.model(loaded)) {
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
    var session = OnnxSession.onCpu(environment, narrow, 1);
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

  @Test
  void aFileWithSixteenBitsHasToBeOfTheSameModel() throws OrtException {
    // Given
    var environment = OnnxRuntime.environment();
    var bytes = ComparingOnnx.bytes();
    var other = ComparingOnnx.bytes("2", 90);

    // Then
    try (var whole = OnnxSession.onCpu(environment, bytes, 1);
        var same = OnnxSession.onCpu(environment, bytes, 1)) {
      OnnxSession.requireSameModel(whole, same);
    }
    var whole = OnnxSession.onCpu(environment, bytes, 1);
    var foreign = OnnxSession.onCpu(environment, other, 1);
    assertThatThrownBy(() -> OnnxSession.requireSameModel(whole, foreign))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("of another model")
        .hasMessageContaining("--precision fp16");
  }

  @Test
  void theCpuDoesNotLookAtTheFileWithSixteenBits(@TempDir Path directory) throws IOException {
    // Given
    var file = Files.write(directory.resolve("m.onnx"), ComparingOnnx.bytes());
    assertThat(OnnxModel.half(file)).isEqualTo(directory.resolve("m-fp16.onnx"));
    assertThat(OnnxModel.half(Path.of("m"))).isEqualTo(Path.of("m-fp16.onnx"));
    Files.writeString(OnnxModel.half(file), "no model");

    // Then
    try (var model = OnnxModel.open(file, 1, Device.CPU)) {
      assertThat(model.version()).isEqualTo("comparing:1");
    }
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
}
