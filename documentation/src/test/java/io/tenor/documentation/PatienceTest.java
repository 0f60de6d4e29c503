package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No test waits for so short a time that it fails on a machine with much other work. */
class PatienceTest {

  /** A limit of a wait that stands where it is used; the shared ones are ten minutes. */
  private static final Pattern OWN_LIMIT =
      Pattern.compile(
          "(atMost|awaitRunning|failsWithin|succeedsWithin|assertTimeout\\w*)\\(\\s*(\\d|Duration\\.)"
              + "|@Timeout\\(\\d|atMost\\([^)]*TimeUnit");

  @Test
  void theLimitsOfWaitsAreTheSharedOnes() throws IOException {
    // Given
    var root = Repository.file(".").normalize();
    var found = new ArrayList<String>();

    // When
    for (Path module : modules(root)) {
      try (var files = Files.walk(module)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> limits(file).forEach(hit -> found.add(root.relativize(file) + hit)));
      }
    }

    // Then
    assertThat(found).as("use io.tenor.streams.Patience, or a constant of ten minutes").isEmpty();
  }

  private static List<Path> modules(Path root) throws IOException {
    try (var folders = Files.list(root)) {
      return folders.map(f -> f.resolve("src/test/java")).filter(Files::isDirectory).toList();
    }
  }

  private static List<String> limits(Path file) {
    try {
      var text = Files.readString(file);
      return OWN_LIMIT
          .matcher(text)
          .results()
          .map(
              hit ->
                  ":%d %s".formatted(text.substring(0, hit.start()).lines().count(), hit.group()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
