package io.tenor.streams.sizing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.EventJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that was measured: what {@code ./tenor load --json} says last.
 *
 * @param sensors so many spoke, above 0
 * @param seconds for so long it was measured, above 0
 * @param chunkMs how long their chunks were
 * @param windows that were heard, also while everything warmed up
 * @param scoredWindows of these, with speech
 * @param measuredWindows of these, that were heard in the time that was measured
 * @param p50LatencyMs from a window's last chunk to its event, the median
 * @param p99LatencyMs likewise, the 99th percentile
 * @param processes what each process spent; monitors' names begin with {@code monitor}, brokers'
 *     with {@code broker}
 * @param keptUp whether the monitor kept up
 */
public record MeasuredRun(
    int sensors,
    double seconds,
    int chunkMs,
    long windows,
    long scoredWindows,
    long measuredWindows,
    double p50LatencyMs,
    double p99LatencyMs,
    List<Spent> processes,
    boolean keptUp) {

  private static final ObjectMapper JSON = EventJson.newMapper();

  /**
   * What a process spent.
   *
   * @param name of the process
   * @param cpuCores in the mean
   */
  public record Spent(String name, double cpuCores) {}

  /** Checks the numbers. */
  public MeasuredRun {
    processes = List.copyOf(processes);
    if (sensors < 1 || !(seconds > 0) || windows < 1 || measuredWindows < 1) {
      throw new IllegalArgumentException(
          "sensors, seconds, windows and measuredWindows are above 0");
    }
    if (scoredWindows < 0 || scoredWindows > windows) {
      throw new IllegalArgumentException("scoredWindows is 0 to windows, not " + scoredWindows);
    }
  }

  /**
   * Reads the runs of a file: of a ramp, those that kept up; else the one that it sums up last.
   *
   * @throws SizingException if its last line is no summary
   */
  public static List<MeasuredRun> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (CharacterCodingException e) {
      throw noSummary(file, "it is no text", e);
    } catch (IOException e) {
      throw new SizingException(
          "No run can be read from %s: give a file that is there.".formatted(file), e);
    }
    if (lines.isEmpty()) {
      throw noSummary(file, "it is empty", null);
    }
    try {
      JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
      if (!last.path("type").asText().equals("summary")) {
        throw noSummary(file, "its last line is no summary", null);
      }
      List<MeasuredRun> runs = new ArrayList<>();
      for (String line : lines) {
        JsonNode each = JSON.readTree(line);
        if (each.path("type").asText().equals("trial") && each.path("keptUp").asBoolean()) {
          runs.add(JSON.treeToValue(each, MeasuredRun.class));
        }
      }
      return runs.isEmpty() ? List.of(JSON.treeToValue(last, MeasuredRun.class)) : runs;
    } catch (JsonProcessingException e) {
      var text = e.getOriginalMessage();
      throw noSummary(file, text.lines().findFirst().orElse("it is no JSON"), e);
    }
  }

  private static SizingException noSummary(Path file, String why, Exception cause) {
    return new SizingException(
        "%s does not end with the summary of a run (%s): give what ./tenor load --json printed."
            .formatted(file, why),
        cause);
  }

  /** What came, as it was: with the windows that were heard. */
  public Workload work() {
    var usual = Workload.of(sensors, (double) scoredWindows / windows, chunkMs);
    return new Workload(
        sensors,
        usual.speechShare(),
        chunkMs,
        usual.sampleRateHz(),
        usual.bytesPerSample(),
        measuredWindows / (seconds * sensors),
        usual.columnsPerSecond(),
        usual.alertMessagesPerHour());
  }

  /** Processes whose names begin like this. */
  int count(String name) {
    return (int) processes.stream().filter(process -> process.name().startsWith(name)).count();
  }

  /** Cores of these processes together; empty if there are none. */
  Optional<Double> cores(String name) {
    return count(name) == 0
        ? Optional.empty()
        : Optional.of(
            processes.stream()
                .filter(process -> process.name().startsWith(name))
                .mapToDouble(Spent::cpuCores)
                .sum());
  }

  /** Monitors, at least one, each with one stream thread. */
  int monitors() {
    return Math.max(1, count("monitor"));
  }
}
