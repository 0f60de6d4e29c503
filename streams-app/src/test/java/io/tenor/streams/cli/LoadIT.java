package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.Patience;
import io.tenor.streams.faults.TenorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small load on a broker and a monitor in processes of their own. */
class LoadIT {

  @TempDir private Path directory;

  private static List<JsonNode> lines(Typed typed) throws IOException {
    var mapper = new ObjectMapper();
    var lines = new ArrayList<JsonNode>();
    for (var line : typed.out().lines().toList()) {
      lines.add(mapper.readTree(line));
    }
    return lines;
  }

  @Test
  void everyWindowOfEverySensorComesOnceAndIsAccountedFor() throws IOException {
    // Given
    var page = directory.resolve("load.html");

    // When
    var typed =
        Typed.tenor(
            "load",
            "--embedded",
            "--sensors",
            "6",
            "--speech-share",
            "0.5",
            "--warm-up",
            "3",
            "--seconds",
            "4",
            "--partitions",
            "2",
            "--hop",
            "1000",
            "--json",
            "--html",
            page.toString(),
            "--",
            "--batch-delay",
            "10");

    // Then
    assertThat(typed.err()).doesNotContain("Exception");
    assertThat(typed.status()).isZero();
    var lines = lines(typed);
    var summary = lines.get(lines.size() - 1);
    assertThat(summary.get("type").asText()).isEqualTo("summary");
    assertThat(summary.get("lost").asInt()).isZero();
    assertThat(summary.get("doubled").asInt()).isZero();
    // Seven seconds of each sensor hold five or six windows of two seconds, one a second.
    assertThat(summary.get("windows").asInt()).isBetween(6 * 5, 6 * 6);
    assertThat(summary.get("measuredWindows").asInt()).isBetween(6 * 3, 6 * 5);
    assertThat(summary.get("p50LatencyMs").asDouble()).isPositive();
    assertThat(summary.get("processes"))
        .extracting(process -> process.get("name").asText())
        .containsExactly("broker", "monitor", "load");
    assertThat(lines.get(0).get("phase").asText()).isEqualTo("warming-up");
    assertThat(Files.readString(page)).contains("6 sensors at once").contains("monitor");
  }

  @Test
  void noProcessOfALoadThatIsKilledStays() throws InterruptedException {
    // Given
    try (var load =
        TenorProcess.start(
            directory.resolve("load.log"),
            "load",
            "--embedded",
            "--sensors",
            "1",
            "--seconds",
            "600")) {
      Patience.await().until(() -> load.descendants().size() == 2);
      var children = load.descendants();

      // When
      load.kill();

      // Then
      Patience.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }
}
