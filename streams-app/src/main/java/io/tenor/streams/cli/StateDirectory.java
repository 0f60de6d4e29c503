package io.tenor.streams.cli;

import io.tenor.process.ProcessFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where Kafka Streams keeps its lock files: a directory that the user named, or a temporary one
 * that is deleted at the end. It never holds audio, since all stores are in memory.
 */
final class StateDirectory implements AutoCloseable {

  private final Path path;
  private final boolean temporary;

  private StateDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
  }

  /**
   * Makes the directory.
   *
   * @param named what the user asked for
   * @throws UserException if it cannot be written
   */
  static StateDirectory open(Optional<Path> named) {
    try {
      if (named.isEmpty()) {
        return new StateDirectory(
            Files.createTempDirectory(ProcessFolder.ofThisProcess(), "streams-"), true);
      }
      Files.createDirectories(named.get());
      if (!Files.isWritable(named.get())) {
        throw new IOException("not writable");
      }
      return new StateDirectory(named.get(), false);
    } catch (IOException | UncheckedIOException e) {
      throw UserException.failure(
          "The directory %s cannot be written: give another with --state-dir."
              .formatted(named.map(Path::toString).orElse(System.getProperty("java.io.tmpdir"))),
          e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (var files = Files.walk(path)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The next process deletes it.
    }
  }
}
