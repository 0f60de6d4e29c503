package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.streams.sizing.CostsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeCommandTest {

  @TempDir private Path directory;

  /** What {@code ./tenor load --json} prints, of a monitor that takes so long for its audio. */
  private Path run(int sensors, double share, double coresPerSensor) throws IOException {
    long windows = 120L * sensors;
    var summary =
        String.format(
            Locale.ROOT,
            "{\"type\":\"summary\",\"sensors\":%d,\"seconds\":60.0,\"speechShare\":%.1f,\"chunkMs\":250,"
                + "\"windows\":%d,\"scoredWindows\":%d,\"measuredWindows\":%d,\"p50LatencyMs\":120.5,\"p99LatencyMs\":260,"
                + "\"lost\":0,\"doubled\":0,\"cpuCores\":1.4,\"processes\":["
                + "{\"name\":\"broker\",\"cpuCores\":%.4f,\"peakRssBytes\":900000000},"
                + "{\"name\":\"monitor\",\"cpuCores\":%.4f,\"peakRssBytes\":800000000}],\"keptUp\":true}",
            sensors,
            share,
            2 * windows, // as many while it warmed up
            Math.round(2 * windows * share),
            windows,
            0.2 + sensors * 0.0005,
            0.3 + sensors * coresPerSensor);
    var file = directory.resolve(sensors + "-" + share + ".jsonl");
    return Files.writeString(file, "{\"type\":\"second\",\"second\":1}\n" + summary + "\n");
  }

  @Test
  void aSizingNamesWhatIsNeededAndWhatItAssumes() {
    // Given a hundred thousand sensors

    // When
    var size = Typed.tenor("size", "--sensors", "100000", "--standbys", "1");

    // Then
    assertThat(size.status()).isZero();
    assertThat(size.err()).isEmpty();
    assertThat(size.out())
        .contains("100,000 sensors", "Monitors", "Brokers", "Storage", "Assumed", "provisional")
        .contains("partitions of a topic", "network in", "changelogs", "one of them to spare");
  }

  @Test
  void theSameIsALineOfJson() throws IOException {
    // Given a thousand sensors

    // When
    var size = Typed.tenor("size", "--sensors", "1000", "--json");

    // Then
    var summary = new ObjectMapper().readTree(size.out());
    assertThat(summary.path("type").asText()).isEqualTo("summary");
    assertThat(summary.path("sizing").path("work").path("sensors").asInt()).isEqualTo(1_000);
    assertThat(summary.at("/sizing/monitors/instances").asInt()).isGreaterThan(1);
    assertThat(summary.at("/sizing/thread/latencies/p99Ms").asDouble()).isPositive();
    assertThat(summary.at("/costs/monitor/chunkMicros/source").asText()).isNotBlank();
  }

  @Test
  void aMeasuredRunStandsBesideWhatTheModelSays() throws IOException {
    // Given
    var file = run(300, 1.0, 0.003);

    // When
    var size = Typed.tenor("size", "--measured", file.toString());

    // Then
    assertThat(size.status()).isZero();
    assertThat(size.out()).containsPattern("300 +100%  1\\.200 -> \\d\\.\\d{3} \\([+-]\\d+ %\\)");
  }

  @Test
  void aFitWritesCostsThatAreReadAgain() throws IOException {
    // Given
    var arguments = new ArrayList<>(List.of("size", "--fit", "--write-costs"));
    var costs = directory.resolve("costs.json");
    arguments.add(costs.toString());
    for (int sensors : List.of(100, 300, 1_000)) {
      for (double share : List.of(0.0, 1.0)) {
        arguments.add("--measured");
        arguments.add(run(sensors, share, 0.001 + 0.002 * share).toString());
      }
    }

    // When
    var fitted = Typed.tenor(arguments.toArray(String[]::new));

    // Then
    assertThat(fitted.status()).isZero();
    assertThat(fitted.out()).contains("! All runs have chunks of one length");
    var read = CostsFile.read(costs);
    assertThat(read.monitor().chunkMicros().source()).contains("fitted to 6 measured runs");
    var again = Typed.tenor("size", "--costs", costs.toString());
    assertThat(again.out()).contains("fitted to 6 measured runs of 100 to 1000 sensors");
  }
}
