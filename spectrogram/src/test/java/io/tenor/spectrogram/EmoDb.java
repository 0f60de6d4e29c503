package io.tenor.spectrogram;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recordings of EMO-DB, where the environment says that they are there. */
final class EmoDb {
  private EmoDb() {}

  /** The WAV files in order of their names; without them the test is skipped. */
  static List<Path> recordings() throws IOException {
    String home = System.getenv("EMODB_HOME");
    assumeTrue(
        home != null && !home.isBlank(),
        "EMODB_HOME is not set: it names the folder that holds EMO-DB's wav/");
    try (var files = Files.list(Path.of(home, "wav"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
  }
}
