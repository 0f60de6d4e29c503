package io.tenor.streams.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.tenor.process.NativeLibraries;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file loaded into ONNX Runtime on a device.
 *
 * @param session the loaded file
 * @param device where it runs: the CPU or a GPU
 */
record OnnxSession(OrtSession session, Device device) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

  /**
   * Loads a file.
   *
   * @param model the ONNX file
   * @param half the same with 16-bit layers, which a GPU takes, if there is one
   * @param threads threads that one run may use on the CPU
   * @param wanted where; a GPU that cannot be used is an error if it was asked for, and a warning
   *     if any device would do
   * @throws OrtException if it is no model
   * @throws ModelException in one sentence, if the device that was asked for cannot be used
   */
  static OnnxSession open(
      OrtEnvironment environment, byte[] model, Optional<byte[]> half, int threads, Device wanted)
      throws OrtException {
    boolean cuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    if (wanted.kind() == Device.Kind.CUDA && !cuda) {
      throw new ModelException(
          "The device %s cannot be used: this build of ONNX Runtime is for the CPU; build with TENOR_PROFILE=gpu, or give --device cpu."
              .formatted(wanted));
    }
    var onCpu = onCpu(environment, model, threads);
    if (wanted.kind() == Device.Kind.CPU || !cuda) {
      return onCpu;
    }
    try {
      var onGpu = onGpu(environment, half.orElse(model), threads, wanted.index());
      requireSameModel(onCpu, onGpu);
      onCpu.close();
      return onGpu;
    } catch (OrtException e) {
      if (wanted.kind() == Device.Kind.CUDA) {
        onCpu.close();
        throw new ModelException(
            "The device %s cannot be used: %s".formatted(wanted, firstLine(e)), e);
      }
      LOG.atWarn()
          .addKeyValue("reason", firstLine(e))
          .log("CUDA cannot be used, so the model runs on the CPU");
      return onCpu;
    }
  }

  /**
   * Refuses a 16-bit file that is not of the same model.
   *
   * @throws ModelException in one sentence; both are closed
   */
  static void requireSameModel(OnnxSession whole, OnnxSession half) throws OrtException {
    var properties = whole.session().getMetadata().getCustomMetadata();
    if (!properties.equals(half.session().getMetadata().getCustomMetadata())) {
      whole.close();
      half.close();
      throw new ModelException(
          "The 16-bit file beside the model is of another model: write it again with ./tenor train"
              + " --precision fp16, or remove it.");
    }
  }

  /** Loads a file on the CPU. */
  static OnnxSession onCpu(OrtEnvironment environment, byte[] model, int threads)
      throws OrtException {
    try (var options = options(threads)) {
      return new OnnxSession(environment.createSession(model, options), Device.CPU);
    }
  }

  private static OnnxSession onGpu(OrtEnvironment environment, byte[] model, int threads, int index)
      throws OrtException {
    NativeLibraries.unpackCuda(OrtEnvironment.class);
    try (var options = options(threads);
        var cuda = new OrtCUDAProviderOptions(index)) {
      // What the CPU says within rounding, and no search for every size of batch.
      cuda.add("use_tf32", "0");
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      options.addCUDA(cuda);
      return new OnnxSession(
          environment.createSession(model, options), new Device(Device.Kind.CUDA, index));
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    return options;
  }

  /** What ONNX Runtime says first of a failure: the rest are lists of files. */
  static String firstLine(OrtException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("ONNX Runtime could not let go of a model.", e);
    }
  }
}
