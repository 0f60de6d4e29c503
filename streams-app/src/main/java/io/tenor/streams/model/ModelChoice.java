package io.tenor.streams.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which model a monitor serves by itself, where models run, and from where announced ones may be
 * fetched.
 *
 * @param file the ONNX file; without one, the model that Tenor ships, until another is announced
 * @param threads threads that one run may use on the CPU; at least 1
 * @param device where models are to run
 * @param origins where announced models may be fetched from
 */
public record ModelChoice(Optional<Path> file, int threads, Device device, ModelOrigins origins) {

  /** The model that Tenor ships, on one thread of the CPU. */
  public static final ModelChoice SHIPPED = new ModelChoice(Optional.empty(), 1, Device.CPU);

  /** The same where announced models may be fetched from the file's folder alone. */
  public ModelChoice(Optional<Path> file, int threads, Device device) {
    this(file, threads, device, file.map(ModelOrigins::beside).orElse(ModelOrigins.NONE));
  }

  /** The same with other origins of announced models. */
  public ModelChoice from(ModelOrigins others) {
    return new ModelChoice(file, threads, device, others);
  }

  /** Whether one file was asked for, so that announcements of others do not count. */
  public boolean pinned() {
    return file.isPresent();
  }

  /**
   * Loads the monitor's own model; the caller closes it.
   *
   * @throws ModelException in one sentence, if it cannot be served or the device cannot be used
   */
  public OnnxModel open() {
    return file.map(path -> OnnxModel.open(path, threads, device))
        .orElseGet(() -> OnnxModel.shipped(threads, device));
  }

  /**
   * Loads another model to run in the same place; the caller closes it.
   *
   * @param bytes the ONNX file
   * @param name what to call it in messages
   * @throws ModelException in one sentence, if it cannot be served
   */
  public OnnxModel open(byte[] bytes, String name) {
    return OnnxModel.open(bytes, name, threads, device);
  }
}
