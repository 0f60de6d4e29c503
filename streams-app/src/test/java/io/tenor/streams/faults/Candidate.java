package io.tenor.streams.faults;

import io.tenor.streams.model.OnnxModel;
import java.nio.file.Path;

/**
 * A model that can be announced.
 *
 * @param file the ONNX file
 * @param model loaded from it, to score with
 */
record Candidate(Path file, OnnxModel model) implements AutoCloseable {

  static Candidate of(Path file) {
    return new Candidate(file, OnnxModel.open(file, 1));
  }

  @Override
  public void close() {
    model.close();
  }
}
