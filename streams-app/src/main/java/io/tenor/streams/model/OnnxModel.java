package io.tenor.streams.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A model loaded into ONNX Runtime and found fit to be served: it describes itself completely, its
 * labels are the seven emotions, and its inputs and output have the shapes that it promises.
 *
 * <p>{@link #run} may be called from several threads at once.
 */
public final class OnnxModel implements AutoCloseable {

  /** The shipped model, as a resource. */
  public static final String SHIPPED = "/models/compact.onnx";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelMetadata metadata;
  private final String sha256;

  private OnnxModel(
      OrtEnvironment environment, OrtSession session, ModelMetadata metadata, String sha256) {
    this.environment = environment;
    this.session = session;
    this.metadata = metadata;
    this.sha256 = sha256;
  }

  /**
   * Loads a file.
   *
   * @param file an ONNX file written by the trainer
   * @param threads threads that one run may use
   * @throws ModelException if it is missing or cannot be served
   */
  public static OnnxModel open(Path file, int threads) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "There is no model file %s: give the path of an ONNX file made by ./tenor train."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    return open(bytes, file.toString(), threads);
  }

  /** Loads the model that Tenor ships. */
  public static OnnxModel shipped(int threads) {
    try (InputStream in = OnnxModel.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new ModelException("This build of Tenor holds no model: give one with --model FILE.");
      }
      return open(in.readAllBytes(), "(shipped)", threads);
    } catch (IOException e) {
      throw new ModelException("The shipped model cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Loads a model from memory.
   *
   * @param bytes the ONNX file
   * @param name what to call it in messages
   * @param threads threads that one run may use
   */
  public static OnnxModel open(byte[] bytes, String name, int threads) {
    var environment = OnnxRuntime.environment();
    OrtSession session;
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(bytes, options);
    } catch (OrtException e) {
      throw new ModelException(
          "%s is not a model that ONNX Runtime can load: give an ONNX file made by ./tenor train."
              .formatted(name),
          e);
    }
    try {
      var metadata = checked(session, name);
      return new OnnxModel(environment, session, metadata, sha256(bytes));
    } catch (OrtException | RuntimeException e) {
      closeQuietly(session);
      throw e instanceof ModelException refused
          ? refused
          : new ModelException(
              "The model %s cannot be served: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static ModelMetadata checked(OrtSession session, String name) throws OrtException {
    ModelMetadata metadata;
    try {
      metadata = ModelMetadata.parse(session.getMetadata().getCustomMetadata());
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "The model %s cannot be served: %s".formatted(name, e.getMessage()), e);
    }
    for (var label : metadata.labels()) {
      if (Emotion.ofLabel(label).isEmpty()) {
        throw new ModelException(
            "The model %s cannot be served: its property tenor.labels names «%s», which is none of the seven emotions."
                .formatted(name, label));
      }
    }
    FrontEnd frontEnd = metadata.frontEnd();
    requireShape(
        session.getInputInfo().get(ModelMetadata.INPUT),
        OnnxJavaType.UINT8,
        new long[] {-1, frontEnd.bands(), frontEnd.windowFrames()},
        "input " + ModelMetadata.INPUT,
        name);
    requireShape(
        session.getOutputInfo().get(ModelMetadata.OUTPUT),
        OnnxJavaType.FLOAT,
        new long[] {-1, metadata.labels().size()},
        "output " + ModelMetadata.OUTPUT,
        name);
    if (metadata.adaptation().isPresent()) {
      requireShape(
          session.getInputInfo().get(ModelMetadata.STATISTICS),
          OnnxJavaType.FLOAT,
          new long[] {-1, 2, frontEnd.bands()},
          "input " + ModelMetadata.STATISTICS,
          name);
    } else if (session.getInputNames().contains(ModelMetadata.STATISTICS)) {
      throw new ModelException(
          "The model %s cannot be served: it asks for the input %s, but has no properties tenor.adaptation.*."
              .formatted(name, ModelMetadata.STATISTICS));
    }
    var given = inputs(metadata);
    if (session.getInputNames().size() != given.size()) {
      throw new ModelException(
          "The model %s cannot be served: it asks for the inputs %s, Tenor gives it %s alone."
              .formatted(name, session.getInputNames(), String.join(" and ", given)));
    }
    return metadata;
  }

  private static List<String> inputs(ModelMetadata metadata) {
    return metadata.adaptation().isPresent()
        ? List.of(ModelMetadata.INPUT, ModelMetadata.STATISTICS)
        : List.of(ModelMetadata.INPUT);
  }

  private static void requireShape(
      NodeInfo node, OnnxJavaType type, long[] shape, String what, String name) {
    if (node == null
        || !(node.getInfo() instanceof TensorInfo info)
        || info.type != type
        || !Arrays.equals(info.getShape(), shape)) {
      throw new ModelException(
          "The model %s cannot be served: its %s is %s, its properties promise %s of shape %s."
              .formatted(
                  name,
                  what,
                  node == null ? "missing" : node.getInfo(),
                  type,
                  Arrays.toString(shape)));
    }
  }

  /** What the model says of itself. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Name and version, as stamped on every event: {@code compact:1.0.0}. */
  public String version() {
    return metadata.name() + ':' + metadata.version();
  }

  /** SHA-256 of the file, in hex. */
  public String sha256() {
    return sha256;
  }

  /**
   * Scores a batch.
   *
   * @param levels direct buffer of {@code count * bands * frames} unsigned levels, [count][bands]
   *     [frames], from position 0
   * @param statistics direct buffer of {@code count * 2 * bands} values, [count][2][bands]: means,
   *     then standard deviations of the sensor's past in levels, from position 0; not read if the
   *     model does not adapt
   * @param count windows in the batch, at least 1
   * @return [count][labels] calibrated probabilities, each row summing to 1
   * @throws ModelException if the run fails
   */
  public float[][] run(ByteBuffer levels, FloatBuffer statistics, int count) {
    try (var input = levels(levels, count)) {
      if (metadata.adaptation().isEmpty()) {
        return run(Map.of(ModelMetadata.INPUT, input), count);
      }
      try (var past = statistics(statistics, count)) {
        return run(Map.of(ModelMetadata.INPUT, input, ModelMetadata.STATISTICS, past), count);
      }
    } catch (OrtException e) {
      throw new ModelException("The model %s failed: %s".formatted(version(), e.getMessage()), e);
    }
  }

  private OnnxTensor levels(ByteBuffer levels, int count) throws OrtException {
    var frontEnd = metadata.frontEnd();
    long[] shape = {count, frontEnd.bands(), frontEnd.windowFrames()};
    int size = count * frontEnd.bands() * frontEnd.windowFrames();
    return OnnxTensor.createTensor(
        environment, levels.duplicate().position(0).limit(size), shape, OnnxJavaType.UINT8);
  }

  private OnnxTensor statistics(FloatBuffer statistics, int count) throws OrtException {
    int bands = metadata.frontEnd().bands();
    return OnnxTensor.createTensor(
        environment,
        statistics.duplicate().position(0).limit(count * 2 * bands),
        new long[] {count, 2, bands});
  }

  private float[][] run(Map<String, OnnxTensor> inputs, int count) throws OrtException {
    try (var result = session.run(inputs)) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      var rows = new float[count][metadata.labels().size()];
      for (var row : rows) {
        output.get(row);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    closeQuietly(session);
  }

  private static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("ONNX Runtime could not let go of a model.", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
