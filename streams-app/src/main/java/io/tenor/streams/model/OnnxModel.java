package io.tenor.streams.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      var metadata = ServableModel.check(session, name);
      return new OnnxModel(environment, session, metadata, sha256(bytes));
    } catch (OrtException | RuntimeException e) {
      closeQuietly(session);
      throw e instanceof ModelException refused
          ? refused
          : new ModelException(
              "The model %s cannot be served: %s".formatted(name, e.getMessage()), e);
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

  /** New buffers for batches of up to so many windows; one for each thread. */
  public ModelBatch newBatch(int capacity) {
    return new ModelBatch(metadata, capacity);
  }

  /**
   * Scores the first windows of a batch.
   *
   * @param batch made by {@link #newBatch} of this model
   * @param count how many windows, at least 1
   * @throws ModelException if the run fails
   */
  public ModelOutput run(ModelBatch batch, int count) {
    Map<String, OnnxTensor> inputs = Map.of();
    try {
      inputs = batch.tensors(environment, count);
      try (var result = session.run(inputs)) {
        return new ModelOutput(
            rows(result, ModelMetadata.OUTPUT, count, metadata.labels().size()),
            rows(
                result,
                ModelMetadata.FEATURES,
                count,
                metadata.comparison().map(FeatureNormalisation::features).orElse(0)));
      }
    } catch (OrtException e) {
      throw new ModelException("The model %s failed: %s".formatted(version(), e.getMessage()), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static float[][] rows(OrtSession.Result result, String name, int count, int width) {
    var rows = new float[count][width];
    if (width > 0) {
      FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
      for (var row : rows) {
        values.get(row);
      }
    }
    return rows;
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
