package io.tenor.streams.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which model a monitor serves by itself, and where models run.
 *
 * @param file the ONNX file; without one, the model that Tenor ships, until another is announced
 * @param threads threads that one run may use on the CPU; at least 1
 * @param device where models are to run
 */
public record ModelChoice(Optional<Path> file, int threads, Device device) {

  /** The model that Tenor ships, on one thread of the CPU. */
  public static final ModelChoice SHIPPED = new ModelChoice(Optional.empty(), 1, Device.CPU);

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
