package io.tenor.streams.cli;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertEvidence;
import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Events and alerts as a monitor writes them. */
final class SampleEvents {

  static final ZoneId ZONE = ZoneOffset.ofHours(1);

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String MODEL = "compact:1.0";

  private SampleEvents() {}

  static EmotionEvent anger() {
    return event(Outcome.EMOTION, "anger", 0.61, Map.of("anger", 0.61, "fear", 0.39), 0.75, 0);
  }

  static EmotionEvent silence() {
    return event(Outcome.SILENCE, "silence", 0, Map.of(), 0, 120);
  }

  static EmotionEvent unsure() {
    return event(Outcome.UNKNOWN, "unknown", 0.41, Map.of("anger", 0.41, "fear", 0.4), 0.75, 0);
  }

  static EmotionEvent drowned() {
    return event(Outcome.UNKNOWN, "unknown", 0.5, Map.of("anger", 0.5, "fear", 0.5), 0.75, 0);
  }

  private static EmotionEvent event(
      Outcome outcome,
      String label,
      double probability,
      Map<String, Double> probabilities,
      double speechShare,
      int bridgedMs) {
    return new EmotionEvent(
        EmotionEvent.id(SensorContext.WARD, "bed-4", "s", 0),
        "bed-4",
        SensorContext.WARD,
        "s",
        0,
        START,
        START.plusSeconds(2),
        outcome,
        label,
        probability,
        probabilities,
        speechShare,
        -30,
        -61,
        bridgedMs,
        0,
        MODEL,
        START.plusSeconds(3));
  }

  static SensorStatus status() {
    return new SensorStatus(
        SensorStatus.id(SensorContext.WARD, "bed-4", START, 7),
        "bed-4",
        SensorContext.WARD,
        "s1",
        SensorState.OFFLINE,
        List.of(),
        START,
        START.plusSeconds(61),
        7,
        2,
        241,
        3,
        1,
        5,
        60_250,
        2,
        750,
        100,
        4,
        -420,
        0,
        -31.5,
        -58,
        0.02,
        -310,
        START.plusSeconds(62));
  }

  static EmotionAlert alert(AlertState state) {
    return new EmotionAlert(
        EmotionAlert.id("distress", SensorContext.WARD, "bed-4", "s", START),
        "distress",
        AlertCondition.EMOTION,
        state,
        Priority.HIGH,
        "bed-4",
        SensorContext.WARD,
        "s",
        List.of("anger", "fear"),
        START,
        START.plusMillis(6_500),
        0.81,
        0.9,
        5,
        List.of(new AlertEvidence(anger().id(), START.plusSeconds(2), "anger", 0.99)),
        MODEL,
        "ward-1",
        Purpose.MEDICAL,
        state == AlertState.ACKNOWLEDGED ? "nurse 12" : "",
        START.plusSeconds(7));
  }
}
