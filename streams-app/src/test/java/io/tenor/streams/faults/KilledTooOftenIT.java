package io.tenor.streams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A monitor that is killed again and again fills no disk. */
@Timeout(value = Patience.MINUTES, unit = TimeUnit.MINUTES)
class KilledTooOftenIT {

  @TempDir private Path directory;

  @Test
  void theTemporaryDirectoryHoldsTheLibrariesOfOneProcessHoweverManyWereKilled() throws Exception {
    // Given
    var temporary = Files.createDirectory(directory.resolve("tmp"));
    try (var kafka = TestKafka.start()) {
      var topics = kafka.createTopics(1);
      for (int i = 0; i < 3; i++) {
        try (var monitor =
            TenorProcess.start(
                directory.resolve("monitor-" + i + ".log"),
                List.of("-Djava.io.tmpdir=" + temporary),
                "monitor",
                "--purpose",
                "research",
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--topic-prefix",
                topics.prefix())) {
          monitor.awaitSaid("Monitor ");

          // When
          monitor.kill();
        }

        // Then
        assertThat(names(temporary).stream().filter(name -> name.contains("libonnxruntime.so")))
            .hasSize(1);
        assertThat(names(temporary).stream().filter(name -> name.startsWith("tenor-process-")))
            .hasSize(1);
      }
    }
  }

  private static List<String> names(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
