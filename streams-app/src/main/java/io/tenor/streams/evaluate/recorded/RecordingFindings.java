package io.tenor.streams.evaluate.recorded;

import io.tenor.streams.evaluate.recorded.Finding.Kind;
import io.tenor.streams.evaluate.truth.GroundTruth;
import io.tenor.streams.evaluate.truth.Segment;
import io.tenor.streams.ingest.SensorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a recording and its labels, in sentences. */
final class RecordingFindings {

  /** So many sensors are named; further ones are counted. */
  private static final int MOST_NAMED = 10;

  private final RecordingScan scan;
  private final GroundTruth truth;
  private final List<Finding> findings = new ArrayList<>();

  private RecordingFindings(RecordingScan scan, GroundTruth truth) {
    this.scan = scan;
    this.truth = truth;
  }

  /**
   * Looks for them.
   *
   * @param deleted records before the first of each partition that begins later
   * @param unreadable label records that cannot be read
   */
  static List<Finding> of(
      RecordingScan scan, GroundTruth truth, Map<String, Long> deleted, int unreadable) {
    var found = new RecordingFindings(scan, truth);
    found.audio(deleted);
    found.labels(unreadable);
    return found.findings;
  }

  private void add(Kind kind, String text, Object... values) {
    findings.add(new Finding(kind, String.format(Locale.ROOT, text, values)));
  }

  private void audio(Map<String, Long> deleted) {
    deleted.forEach(
        (partition, records) ->
            add(
                Kind.RETENTION,
                "%s begins with offset %,d: the records before it are deleted already (retention).",
                partition,
                records));
    if (!scan.rejected().isEmpty()) {
      add(
          Kind.REJECTED,
          "%,d of %,d records are no audio that can be read (%s).",
          scan.rejected().values().stream().mapToInt(n -> n).sum(),
          scan.records(),
          scan.rejected().entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", ")));
    }
    var gaps = new ArrayList<String>();
    var cut = new ArrayList<String>();
    scan.sensors()
        .forEach(
            (sensor, audio) -> {
              if (audio.gaps() > 0) {
                gaps.add(
                    "%s %s in %d places"
                        .formatted(sensor.storeKey(), seconds(audio.missingMs()), audio.gaps()));
              }
              if (audio.cutOffMs() > 0) {
                cut.add("%s %s".formatted(sensor.storeKey(), seconds(audio.cutOffMs())));
              }
            });
    named(Kind.GAP, "Audio is missing within sessions: %s.", gaps);
    named(
        Kind.TRUNCATED,
        "Sessions began before the recording, whose first samples are not theirs; missing: %s.",
        cut);
  }

  private void labels(int unreadable) {
    if (unreadable > 0) {
      add(Kind.UNREADABLE, "%,d records of the labels topic are no labels.", unreadable);
    }
    var overlaps = new ArrayList<String>();
    truth.overlapMs().forEach((sensor, ms) -> overlaps.add(sensor.storeKey() + " " + seconds(ms)));
    named(
        Kind.OVERLAP,
        "One annotator's labels overlap with different emotions, and that time is not scored: %s.",
        overlaps);
    if (truth.disputedMs() > 0) {
      add(
          Kind.DISPUTED,
          "Annotators give no label more votes than any other for %s: that time is not scored.",
          seconds(truth.disputedMs()));
    }
    if (truth.unknownMs() > 0) {
      add(
          Kind.DISPUTED,
          "Annotators could not tell the emotion of %s: that time is not scored.",
          seconds(truth.unknownMs()));
    }
    named(
        Kind.UNLABELLED,
        "Sensors without any label, in no figure but alerts: %s.",
        scan.sensors().keySet().stream()
            .filter(sensor -> !truth.segments().containsKey(sensor))
            .map(SensorKey::storeKey)
            .toList());
    named(
        Kind.UNHEARD,
        "Labels of sensors that are not in the recording: %s.",
        truth.segments().keySet().stream()
            .filter(sensor -> !scan.sensors().containsKey(sensor))
            .map(SensorKey::storeKey)
            .toList());
    var early = new ArrayList<String>();
    var late = new ArrayList<String>();
    scan.sensors()
        .forEach(
            (sensor, audio) -> {
              var segments = truth.segments().getOrDefault(sensor, List.of());
              outside(sensor, segments, audio, early, late);
            });
    named(Kind.TRUNCATED, "Labels lie before the first audio: %s.", early);
    named(Kind.TRUNCATED, "Labels lie behind the last audio: %s.", late);
  }

  private static void outside(
      SensorKey sensor,
      List<Segment> segments,
      SensorAudio audio,
      List<String> early,
      List<String> late) {
    long before = segments.stream().filter(s -> s.fromMs() < audio.firstMs()).count();
    long behind = segments.stream().filter(s -> s.toMs() > audio.lastMs()).count();
    if (before > 0) {
      early.add(
          "%s %d before %s"
              .formatted(sensor.storeKey(), before, Instant.ofEpochMilli(audio.firstMs())));
    }
    if (behind > 0) {
      late.add(
          "%s %d after %s"
              .formatted(sensor.storeKey(), behind, Instant.ofEpochMilli(audio.lastMs())));
    }
  }

  private void named(Kind kind, String sentence, List<String> sensors) {
    if (!sensors.isEmpty()) {
      var names =
          String.join(", ", sensors.subList(0, Math.min(MOST_NAMED, sensors.size())))
              + (sensors.size() > MOST_NAMED
                  ? " and %d more".formatted(sensors.size() - MOST_NAMED)
                  : "");
      findings.add(new Finding(kind, sentence.formatted(names)));
    }
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1e3);
  }
}
