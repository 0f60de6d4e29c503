package io.tenor.trainer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.spectrogram.ModelMetadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Scores windows with ONNX Runtime on one CPU thread, to check a model before it is written. */
public final class OnnxScorer implements AutoCloseable {

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
   * Probabilities of a batch.
   *
   * @param levels 8-bit levels of {@code count} windows, {@code [count][bands][frames]}
   * @param count windows in the batch
   * @return one row a window
   */
  public float[][] probabilities(byte[] levels, int count) {
    ByteBuffer direct = ByteBuffer.allocateDirect(levels.length).order(ByteOrder.nativeOrder());
    direct.put(levels).rewind();
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, direct, new long[] {count, bands, frames}, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(ModelMetadata.INPUT, input))) {
      return (float[][]) result.get(0).getValue();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to score: " + e.getMessage(), e);
    }
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
