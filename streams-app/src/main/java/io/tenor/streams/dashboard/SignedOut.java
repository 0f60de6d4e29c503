package io.tenor.streams.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log-ins that were ended before their time, kept in a file where there is one, a line each, so
 * that they stay ended when the server starts again. Thread-safe.
 */
final class SignedOut {

  private static final Logger LOG = LoggerFactory.getLogger(SignedOut.class);

  private final Map<String, Instant> until = new HashMap<>();
  private final Optional<Path> file;

  private SignedOut(Optional<Path> file) {
    this.file = file;
  }

  /** Kept as long as the server runs. */
  static SignedOut inMemory() {
    return new SignedOut(Optional.empty());
  }

  /**
   * Kept in a file, which is made, for its owner alone, and relieved of what is over.
   *
   * @throws IOException if it cannot be read or written
   */
  static SignedOut in(Path file, Instant now) throws IOException {
    var kept = new SignedOut(Optional.of(file));
    if (Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        kept.read(line);
      }
      kept.forget(now);
    } else if (Files.getFileStore(file.toAbsolutePath().getParent())
        .supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, kept.text());
    return kept;
  }

  private void read(String line) {
    var parts = line.split(" ", -1);
    if (parts.length == 2 && parts[1].matches("[0-9]{1,12}")) {
      until.put(parts[0], Instant.ofEpochSecond(Long.parseLong(parts[1])));
    }
  }

  private String text() {
    var text = new StringBuilder();
    until.forEach((id, end) -> text.append(line(id, end)));
    return text.toString();
  }

  private static String line(String id, Instant end) {
    return id + " " + end.getEpochSecond() + "\n";
  }

  private void forget(Instant now) {
    until.values().removeIf(end -> end.isBefore(now));
  }

  /** Whether this log-in was ended. */
  synchronized boolean contains(String id) {
    return until.containsKey(id);
  }

  /**
   * Ends a log-in.
   *
   * @param end when it would have ended by itself, at the latest
   */
  synchronized void add(String id, Instant end, Instant now) {
    forget(now);
    if (until.put(id, end) != null || file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(file.get(), line(id, end), StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file.get())
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("A browser was signed out, and may be signed in again after a restart");
    }
  }
}
