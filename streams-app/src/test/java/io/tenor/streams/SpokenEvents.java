package io.tenor.streams;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.SensorContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events of one sensor as the monitor would make them: windows of two seconds, two a second, with a
 * chosen probability of anger.
 */
public final class SpokenEvents {

  /** The start of the first window. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** The sensor's id, in the ward. */
  public static final String SENSOR = "bed-1";

  private static final int WINDOW_MS = 2_000;

  private SpokenEvents() {}

  /** The instant so many seconds after {@link #START}. */
  public static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1_000));
  }

  /** A window that ends then, in which anger is so probable; sadness has the rest. */
  public static EmotionEvent anger(double endSeconds, double probability) {
    return spoken(endSeconds, Map.of(Emotion.ANGER, probability, Emotion.SADNESS, 1 - probability));
  }

  /** A window that ends then, with these probabilities. */
  public static EmotionEvent spoken(double endSeconds, Map<Emotion, Double> probabilities) {
    return event(endSeconds, Outcome.EMOTION, probabilities, -30, -60, 0);
  }

  /** A window that ends then, with speech of which the model is not sure. */
  public static EmotionEvent unknown(double endSeconds) {
    return event(endSeconds, Outcome.UNKNOWN, Map.of(Emotion.ANGER, 0.2), -30, -60, 0);
  }

  /** A window that ends then, in which nobody speaks. */
  public static EmotionEvent silence(double endSeconds) {
    return event(endSeconds, Outcome.SILENCE, Map.of(), -55, -60, 0);
  }

  /** A window that ends then without speech: of this level, background and clipped audio. */
  public static EmotionEvent sound(
      double endSeconds, double levelDb, double noiseDb, int clippedMs) {
    return event(endSeconds, Outcome.SILENCE, Map.of(), levelDb, noiseDb, clippedMs);
  }

  private static EmotionEvent event(
      double endSeconds,
      Outcome outcome,
      Map<Emotion, Double> probabilities,
      double levelDb,
      double noiseDb,
      int clippedMs) {
    var byLabel = new LinkedHashMap<String, Double>();
    Emotion best = Emotion.NEUTRAL;
    for (var emotion : Emotion.values()) {
      if (!probabilities.isEmpty()) {
        double p = probabilities.getOrDefault(emotion, 0.0);
        byLabel.put(emotion.label(), p);
        best = p > byLabel.getOrDefault(best.label(), 0.0) ? emotion : best;
      }
    }
    var end = at(endSeconds);
    return new EmotionEvent(
        EmotionEvent.id(SensorContext.WARD, SENSOR, "s1", Math.round(endSeconds * 16_000)),
        SENSOR,
        SensorContext.WARD,
        "s1",
        Math.max(0, Math.round(endSeconds * 16_000) - 32_000),
        end.minusMillis(WINDOW_MS),
        end,
        outcome,
        outcome == Outcome.EMOTION ? best.label() : outcome.label(),
        outcome == Outcome.SILENCE ? 0 : byLabel.get(best.label()),
        byLabel,
        outcome == Outcome.SILENCE ? 0 : 0.8,
        levelDb,
        noiseDb,
        0,
        clippedMs,
        "compact:1",
        end.plusMillis(100));
  }
}
