package io.tenor.streams.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The models that Tenor ships, by their names. Where a file is asked for, a name stands for one of
 * them, unless there is a file of that name.
 */
final class ShippedModels {

  /** The one that is served unless told otherwise: anybody may use it for anything. */
  static final String COMPACT = "compact";

  /** One that learned from more people, under a licence that forbids commercial use. */
  static final String BROAD = "broad";

  private static final List<String> NAMES = List.of(COMPACT, BROAD);

  private ShippedModels() {}

  /**
   * The model that a path names; empty if it is a path to a file.
   *
   * @throws ModelException if this build does not hold the model
   */
  static Optional<byte[]> named(Path file) {
    var name = file.toString();
    return NAMES.contains(name) && !Files.exists(file)
        ? Optional.of(bytes(name))
        : Optional.empty();
  }

  /**
   * One of them.
   *
   * @throws ModelException if this build does not hold it
   */
  static byte[] bytes(String name) {
    try (InputStream in = ShippedModels.class.getResourceAsStream("/models/" + name + ".onnx")) {
      if (in == null) {
        throw new ModelException(
            "This build of Tenor holds no model '%s': give a file with --model FILE."
                .formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelException("The shipped model cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
