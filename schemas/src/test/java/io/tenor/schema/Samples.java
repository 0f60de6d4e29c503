package io.tenor.schema;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events and alerts as a monitor makes them. */
final class Samples {

  static final Instant START = Instant.parse("2026-03-01T10:15:30.250Z");

  private Samples() {}

  static EmotionEvent anger() {
    return event(Outcome.EMOTION, "anger", 0.61234567, probabilities());
  }

  static EmotionEvent unknown() {
    return event(Outcome.UNKNOWN, "unknown", 0.31, probabilities());
  }

  static EmotionEvent silence() {
    return event(Outcome.SILENCE, "silence", 0, Map.of());
  }

  static EmotionEvent event(
      Outcome outcome, String label, double probability, Map<String, Double> probabilities) {
    return new EmotionEvent(
        EmotionEvent.id(SensorContext.WARD, "bed 4/a", "s1", 16000),
        "bed 4/a",
        SensorContext.WARD,
        "s1",
        16000,
        START,
        START.plusMillis(2000),
        outcome,
        label,
        probability,
        probabilities,
        0.75,
        -27.1234567,
        -61.5,
        120,
        20,
        "compact 1.0",
        Instant.parse("2026-03-01T10:15:33Z"));
  }

  static Map<String, Double> probabilities() {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    byLabel.put("anger", 0.61234567);
    byLabel.put("boredom", 0.02);
    byLabel.put("disgust", 0.03);
    byLabel.put("fear", 0.2);
    byLabel.put("happiness", 0.1);
    byLabel.put("sadness", 1e-9);
    byLabel.put("neutral", 0.03765433);
    return byLabel;
  }

  static SensorStatus status(SensorState state) {
    return new SensorStatus(
        SensorStatus.id(SensorContext.WARD, "bed 4/a", START, 7),
        "bed 4/a",
        SensorContext.WARD,
        "s1",
        state,
        state == SensorState.DEGRADED ? List.of(Degradation.CLIPPED, Degradation.LOSSY) : List.of(),
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
        8,
        -31.5,
        -58.25,
        0.02,
        -310,
        Instant.parse("2026-03-01T10:16:32Z"),
        1,
        6,
        false,
        1_500);
  }

  static EmotionAlert raised() {
    return alert(AlertState.RAISED);
  }

  static EmotionAlert alert(AlertState state) {
    return new EmotionAlert(
        EmotionAlert.id("distress", SensorContext.WARD, "bed 4/a", "s1", START),
        "distress",
        AlertCondition.EMOTION,
        state,
        Priority.HIGH,
        "bed 4/a",
        SensorContext.WARD,
        "s1",
        List.of("anger", "fear"),
        START,
        START.plusSeconds(6),
        0.8123456789,
        0.9,
        5,
        List.of(
            new AlertEvidence(
                EmotionEvent.id(SensorContext.WARD, "bed 4/a", "s1", 16000),
                START.plusSeconds(2),
                "anger",
                0.8123457)),
        "compact 1.0",
        "ward-7",
        Purpose.MEDICAL,
        state == AlertState.ACKNOWLEDGED ? "nurse 12" : "",
        Instant.parse("2026-03-01T10:15:36.500Z"));
  }

  /** An alert of a rule without emotion. */
  static EmotionAlert offline() {
    return new EmotionAlert(
        EmotionAlert.id("offline", SensorContext.WARD, "bed 4/a", "", START),
        "offline",
        AlertCondition.OFFLINE,
        AlertState.RAISED,
        Priority.LOW,
        "bed 4/a",
        SensorContext.WARD,
        "",
        List.of(),
        START,
        START.plusSeconds(60),
        1,
        1,
        0,
        List.of(),
        "compact 1.0",
        "ward-7",
        Purpose.MEDICAL,
        "",
        Instant.parse("2026-03-01T10:16:32Z"));
  }

  static AlertAck ack() {
    return new AlertAck(raised().id(), "nurse 12", START.plusSeconds(9));
  }

  static EmotionLabel label(String label) {
    return new EmotionLabel(
        "bed 4/a", SensorContext.WARD, START, START.plusSeconds(6), label, "nurse 12");
  }

  /** A label of every word. */
  static List<EmotionLabel> labels() {
    return Stream.concat(
            Stream.of(Emotion.values()).map(Emotion::label),
            Stream.of(EmotionLabel.UNKNOWN, EmotionLabel.NONE))
        .map(Samples::label)
        .toList();
  }

  static ModelAnnouncement model(ModelRole role) {
    return new ModelAnnouncement(
        role,
        "compact:1.0.0",
        "0123456789abcdef".repeat(4),
        1_440_000,
        "https://models.example/compact.onnx",
        Map.of("tenor.name", "compact", "tenor.figure.loso_uar_mean", "0.79"),
        START);
  }

  static ModelStatus modelStatus(ModelState state) {
    return new ModelStatus(
        "tenor-monitor",
        "tenor-monitor-6f0c",
        ModelRole.LIVE,
        state,
        "compact:1.0.0",
        "0123456789abcdef".repeat(4),
        "compact:0.9.0",
        "fedcba9876543210".repeat(4),
        "cpu",
        state == ModelState.REFUSED ? "It is another file." : "",
        START);
  }
}
