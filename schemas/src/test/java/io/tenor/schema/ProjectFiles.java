package io.tenor.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the source tree that tests read: the documents beside the code. */
final class ProjectFiles {

  /** Directory of this module; Surefire says where it is, an IDE starts in it. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  private ProjectFiles() {}

  /** A file or directory of this module. */
  static Path inModule(String path) {
    return MODULE.resolve(path);
  }

  /** A file of the documentation, which stands beside the modules. */
  static Path inDocs(String path) {
    return MODULE.resolve("..").resolve("docs").resolve(path);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in a directory, sorted by name. */
  static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
