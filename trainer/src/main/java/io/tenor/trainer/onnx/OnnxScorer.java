package io.tenor.trainer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.process.NativeLibraries;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.InputWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Scores windows with ONNX Runtime on one CPU thread, to check and to measure models. */
public final class OnnxScorer implements AutoCloseable {

  static {
    NativeLibraries.unpackOnnxRuntime(OrtEnvironment.class);
  }

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final long bands;
  private final long frames;

  /**
   * Loads a model.
   *
   * @param model an ONNX file's bytes
   * @param bands height of its input
   * @param frames width of its input
   * @throws IllegalArgumentException if ONNX Runtime refuses it
   */
  public OnnxScorer(byte[] model, int bands, int frames) {
    this.bands = bands;
    this.frames = frames;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalArgumentException("ONNX Runtime refuses the model: " + e.getMessage(), e);
    }
  }

  /**
   * What a model says of windows.
   *
   * @param probabilities one row a window
   * @param features the pooled features of each window; rows are empty for a model that does not
   *     compare them
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Outputs(float[][] probabilities, float[][] features) {}

  /** Probabilities of a batch, one row a window. */
  public float[][] probabilities(List<InputWindow> windows) {
    return score(windows).probabilities();
  }

  /** Scores a batch of any number of windows. */
  public Outputs score(List<InputWindow> windows) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put(ModelMetadata.INPUT, levels(windows));
      if (session.getInputNames().contains(ModelMetadata.STATISTICS)) {
        inputs.put(ModelMetadata.STATISTICS, pairs(windows, InputWindow::statistics));
      }
      if (session.getInputNames().contains(ModelMetadata.PAST)) {
        inputs.put(ModelMetadata.PAST, pairs(windows, InputWindow::past));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        Optional<OnnxValue> features = result.get(ModelMetadata.FEATURES);
        return new Outputs(
            (float[][]) result.get(ModelMetadata.OUTPUT).orElseThrow().getValue(),
            features.isPresent()
                ? (float[][]) features.get().getValue()
                : new float[windows.size()][0]);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to score: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor levels(List<InputWindow> windows) throws OrtException {
    int size = Math.toIntExact(bands * frames * windows.size());
    ByteBuffer direct = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    windows.forEach(window -> direct.put(window.levels()));
    return OnnxTensor.createTensor(
        environment,
        direct.rewind(),
        new long[] {windows.size(), bands, frames},
        OnnxJavaType.UINT8);
  }

  private OnnxTensor pairs(List<InputWindow> windows, Function<InputWindow, float[]> pair)
      throws OrtException {
    int length = pair.apply(windows.get(0)).length;
    FloatBuffer direct =
        ByteBuffer.allocateDirect(length * windows.size() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    windows.forEach(window -> direct.put(pair.apply(window)));
    return OnnxTensor.createTensor(
        environment, direct.rewind(), new long[] {windows.size(), 2, length / 2});
  }

  /** Names of what the loaded file asks for. */
  Set<String> inputs() {
    return session.getInputNames();
  }

  /** What the loaded file says of itself. */
  public Map<String, String> properties() {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw new IllegalStateException("the model's metadata cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the model cannot be closed", e);
    }
  }
}
