package io.tenor.streams.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a folder holds.
 *
 * @param format always {@value #FORMAT}
 * @param version of the format
 * @param topics by kind: {@code driver}, {@code ward} and {@code labels}
 * @param span of them that was asked for; empty for all
 * @param sensors that were asked for; empty for all
 * @param made when it was begun
 * @param ends where each partition, {@code kind/number}, was to end
 * @param complete whether all of it is there
 * @param records in the index
 * @param labels among them
 * @param heard sensors of which there is audio
 * @param sessions of all sensors
 * @param audioSeconds of all sensors together, in WAV files
 * @param audioBytes in the files
 */
public record RecordingManifest(
    String format,
    int version,
    Map<String, String> topics,
    String span,
    List<String> sensors,
    Instant made,
    Map<String, Long> ends,
    boolean complete,
    long records,
    long labels,
    int heard,
    int sessions,
    double audioSeconds,
    long audioBytes) {

  /** What the format is called. */
  public static final String FORMAT = "tenor-recording";

  /** The name of the file. */
  public static final String FILE = "manifest.json";

  /** The name of the index: a line for each record, in their order. */
  public static final String INDEX = "records.jsonl";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = EventJson.newMapper();

  /** Copies the maps. */
  public RecordingManifest {
    topics = new TreeMap<>(topics);
    ends = new TreeMap<>(ends);
    sensors = List.copyOf(sensors);
  }

  /** Of a recording that is begun. */
  static RecordingManifest begun(
      Map<String, String> topics,
      String span,
      List<String> sensors,
      Instant made,
      Map<String, Long> ends) {
    return new RecordingManifest(
        FORMAT, VERSION, topics, span, sensors, made, ends, false, 0, 0, 0, 0, 0, 0);
  }

  /** Of the same recording when it is complete. */
  RecordingManifest complete(
      long all, long ofLabels, int ofSensors, int ofSessions, double seconds, long bytes) {
    return new RecordingManifest(
        format,
        version,
        topics,
        span,
        sensors,
        made,
        ends,
        true,
        all,
        ofLabels,
        ofSensors,
        ofSessions,
        seconds,
        bytes);
  }

  /** Whether the same was asked for. */
  boolean isOf(Map<String, String> wantedTopics, String wantedSpan, List<String> wantedSensors) {
    return topics.equals(wantedTopics) && span.equals(wantedSpan) && sensors.equals(wantedSensors);
  }

  /**
   * The manifest of a folder.
   *
   * @return empty if there is none
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is of something else or of another version
   */
  public static Optional<RecordingManifest> of(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var read = JSON.readValue(file.toFile(), RecordingManifest.class);
      if (!read.format().equals(FORMAT) || read.version() != VERSION) {
        throw new IllegalArgumentException(
            "%s is of %s %d, not of %s %d"
                .formatted(file, read.format(), read.version(), FORMAT, VERSION));
      }
      return Optional.of(read);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no manifest of a recording", e);
    }
  }

  /** Writes it into the folder, in the place of one that is there. */
  void write(Path folder) throws IOException {
    var next = folder.resolve(FILE + ".next");
    JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), this);
    Files.move(next, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }
}
