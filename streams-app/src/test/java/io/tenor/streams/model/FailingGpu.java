package io.tenor.streams.model;

import static io.tenor.streams.model.OnnxModelTest.FRONT_END;
import static io.tenor.streams.model.OnnxModelTest.onnx;
import static io.tenor.streams.model.OnnxModelTest.properties;

import ai.onnxruntime.OrtException;
import io.tenor.spectrogram.ModelMetadata;
import java.util.concurrent.atomic.AtomicInteger;

/** A model on what stands for a GPU: it takes other shapes than are promised, so that it fails. */
public final class FailingGpu {

  private FailingGpu() {}

  /** The model; it can be loaded on the CPU. */
  public static OnnxModel model() {
    return model(new AtomicInteger());
  }

  /** The same, which counts how often it is loaded on the CPU. */
  static OnnxModel model(AtomicInteger loaded) {
    var environment = OnnxRuntime.environment();
    var narrow = TinyOnnx.model(FRONT_END.bands(), 100, 7, properties());
    try {
      var gpu =
          new OnnxSession(
              OnnxSession.onCpu(environment, narrow, 1).session(), new Device(Device.Kind.CUDA, 1));
      return new OnnxModel(
          environment,
          gpu,
          ModelMetadata.parse(properties()),
          "0".repeat(64),
          () -> {
            loaded.incrementAndGet();
            return OnnxSession.onCpu(environment, onnx(properties()), 1);
          });
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
