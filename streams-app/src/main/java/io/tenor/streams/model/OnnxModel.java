package io.tenor.streams.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model loaded into ONNX Runtime and found fit to be served: it describes itself completely, its
 * labels are the seven emotions, and its inputs and output have the shapes that it promises.
 *
 * <p>{@link #run} may be called from several threads at once.
 */
public final class OnnxModel implements AutoCloseable {

  private static final String SUFFIX = ".onnx";
  private static final Logger LOG = LoggerFactory.getLogger(OnnxModel.class);

  private final OrtEnvironment environment;
  private final ModelMetadata metadata;
  private final String sha256;

  /** Loads the file on the CPU, for a model on a GPU that fails. */
  private final Callable<OnnxSession> reserve;

  /** All that were opened: another thread may be running one that has failed. */
  private final List<OnnxSession> opened = new ArrayList<>();

  private volatile OnnxSession current;

  /**
   * Serves a session that was found fit.
   *
   * @param reserve loads the same file on the CPU; asked if a run on a GPU fails
   */
  OnnxModel(
      OrtEnvironment environment,
      OnnxSession session,
      ModelMetadata metadata,
      String sha256,
      Callable<OnnxSession> reserve) {
    this.environment = environment;
    this.metadata = metadata;
    this.sha256 = sha256;
    this.reserve = reserve;
    this.current = session;
    opened.add(session);
  }

  /** Loads a file for the CPU; see {@link #open(Path, int, Device)}. */
  public static OnnxModel open(Path file, int threads) {
    return open(file, threads, Device.CPU);
  }

  /** Loads a model from memory for the CPU; see {@link #open(byte[], String, int, Device)}. */
  public static OnnxModel open(byte[] bytes, String name, int threads) {
    return open(bytes, name, threads, Device.CPU);
  }

  /** Loads the model that Tenor ships for the CPU. */
  public static OnnxModel shipped(int threads) {
    return shipped(threads, Device.CPU);
  }

  /**
   * Loads a file. A GPU takes the file with 16-bit layers that lies beside it, {@code
   * NAME-fp16.onnx} beside {@code NAME.onnx}, if there is one; the CPU goes on with the file
   * itself.
   *
   * @param file an ONNX file written by the trainer, or the name of a model that Tenor ships, such
   *     as {@code broad}
   * @param threads threads that one run may use on the CPU
   * @param device where it is to run
   * @throws ModelException if it is missing or cannot be served, or the device cannot be used
   */
  public static OnnxModel open(Path file, int threads, Device device) {
    var shipped = ShippedModels.named(file);
    if (shipped.isPresent()) {
      return open(shipped.get(), file.toString(), threads, device);
    }
    var half = half(file);
    return open(
        read(file),
        device.kind() != Device.Kind.CPU && Files.exists(half)
            ? Optional.of(read(half))
            : Optional.empty(),
        file.toString(),
        threads,
        device);
  }

  /**
   * The bytes of a file, or of a model that Tenor ships if the path is its name.
   *
   * @throws ModelException in one sentence, if there is none
   */
  public static byte[] bytes(Path file) {
    return ShippedModels.named(file).orElseGet(() -> read(file));
  }

  /** Where the same model with 16-bit layers would be. */
  static Path half(Path file) {
    var name = file.getFileName().toString();
    var stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return file.resolveSibling(stem + "-fp16" + SUFFIX);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelException(
          "There is no model file %s: give the path of an ONNX file made by ./tenor train."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new ModelException(
          "The model file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Loads the model that Tenor ships. */
  public static OnnxModel shipped(int threads, Device device) {
    return open(ShippedModels.bytes(ShippedModels.COMPACT), "(shipped)", threads, device);
  }

  /**
   * Loads a model from memory.
   *
   * @param bytes the ONNX file
   * @param name what to call it in messages
   * @param threads threads that one run may use on the CPU
   * @param device where it is to run
   */
  public static OnnxModel open(byte[] bytes, String name, int threads, Device device) {
    return open(bytes, Optional.empty(), name, threads, device);
  }

  private static OnnxModel open(
      byte[] bytes, Optional<byte[]> half, String name, int threads, Device device) {
    var environment = OnnxRuntime.environment();
    OnnxSession session;
    try {
      session = OnnxSession.open(environment, bytes, half, threads, device);
    } catch (OrtException e) {
      throw new ModelException(
          "%s is not a model that ONNX Runtime can load: give an ONNX file made by ./tenor train."
              .formatted(name),
          e);
    }
    try {
      var metadata = ServableModel.check(session.session(), name);
      return new OnnxModel(
          environment,
          session,
          metadata,
          sha256(bytes),
          () -> OnnxSession.onCpu(environment, bytes, threads));
    } catch (OrtException | RuntimeException e) {
      session.close();
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

  /** Where it runs: the CPU or a GPU; after a failure of the GPU, the CPU. */
  public Device device() {
    return current.device();
  }

  /**
   * Scores the first windows of a batch. If a GPU fails, the CPU scores them and all to come.
   *
   * @param batch made by {@link #newBatch} of this model
   * @param count how many windows, at least 1
   * @throws ModelException if the run fails
   */
  public ModelOutput run(ModelBatch batch, int count) {
    var session = current;
    try {
      return run(session, batch, count);
    } catch (OrtException e) {
      if (session.device().kind() == Device.Kind.CPU) {
        throw failed(e);
      }
      fallBack(session, e);
    }
    try {
      return run(current, batch, count);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private ModelOutput run(OnnxSession session, ModelBatch batch, int count) throws OrtException {
    Map<String, OnnxTensor> inputs = batch.tensors(environment, count);
    try (var result = session.session().run(inputs)) {
      return new ModelOutput(
          rows(result, ModelMetadata.OUTPUT, count, metadata.labels().size()),
          rows(
              result,
              ModelMetadata.FEATURES,
              count,
              metadata.comparison().map(FeatureNormalisation::features).orElse(0)));
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private ModelException failed(OrtException e) {
    return new ModelException("The model %s failed: %s".formatted(version(), e.getMessage()), e);
  }

  /** From now on on the CPU, unless another thread has seen to it. */
  private synchronized void fallBack(OnnxSession failed, OrtException why) {
    if (!current.equals(failed)) {
      return;
    }
    try {
      current = reserve.call();
    } catch (Exception e) {
      throw new ModelException(
          "The model %s failed on %s, and cannot be loaded on the CPU."
              .formatted(version(), failed.device()),
          e);
    }
    opened.add(current);
    LOG.atWarn()
        .addKeyValue("device", failed.device())
        .addKeyValue("reason", OnnxSession.firstLine(why))
        .log("A run failed, so the model goes on on the CPU");
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
  public synchronized void close() {
    opened.forEach(OnnxSession::close);
    opened.clear();
  }

  /** SHA-256 in lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
