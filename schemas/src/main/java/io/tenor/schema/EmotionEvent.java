package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a person sounded during one window of audio. Every number is rounded to six decimals and
 * every instant cut to milliseconds on construction, so that a record equals what is read back from
 * its JSON, and live equals replay. Only {@code processedAt} depends on when the audio was
 * processed.
 *
 * @param id derived: {@link #id}; a consumer may use it to drop duplicates
 * @param sensor the sensor's id, not blank
 * @param context where the sensor listens
 * @param session the sensor's session; may be empty
 * @param firstSample index of the window's first sample on the session's 16 kHz timeline, from 0
 * @param start capture time of the window's first sample
 * @param end capture time just after its last sample
 * @param outcome what the window came to
 * @param label one of the seven {@link Emotion} labels, {@code unknown} or {@code silence}, as the
 *     outcome has it
 * @param probability of the best label, 0 to 1; 0 for silence
 * @param probabilities by label, in the model's order; all the same where no voice stands out
 *     enough for the model to be asked; empty for silence
 * @param speechShare part of the window that is speech, 0 to 1
 * @param levelDb level of the window, relative to a full-scale sine (dB)
 * @param noiseDb level of its background, likewise: that of its quietest tenth
 * @param bridgedMs milliseconds of the window that never arrived and stand as silence, from 0
 * @param clippedMs milliseconds of the window that are clipped, counted in steps of 10 ms, from 0
 * @param model name and version of the model in use
 * @param processedAt when the event was made (processing time)
 */
public record EmotionEvent(
    String id,
    String sensor,
    SensorContext context,
    String session,
    long firstSample,
    Instant start,
    Instant end,
    Outcome outcome,
    String label,
    double probability,
    Map<String, Double> probabilities,
    double speechShare,
    double levelDb,
    double noiseDb,
    int bridgedMs,
    int clippedMs,
    String model,
    Instant processedAt) {

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public EmotionEvent {
    Checks.text(id, "id");
    Checks.text(sensor, "sensor");
    Checks.present(context, "context");
    Checks.present(session, "session");
    Checks.notNegative(firstSample, "firstSample");
    start = Checks.present(start, "start").truncatedTo(ChronoUnit.MILLIS);
    end = Checks.present(end, "end").truncatedTo(ChronoUnit.MILLIS);
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("end " + end + " is before start " + start);
    }
    checkLabel(Checks.present(outcome, "outcome"), Checks.text(label, "label"));
    probability = Checks.share(probability, "probability");
    probabilities = roundedCopy(Checks.present(probabilities, "probabilities"));
    if ((outcome == Outcome.SILENCE) != probabilities.isEmpty()) {
      throw new IllegalArgumentException(
          "probabilities must be empty for silence, and only then; the outcome is "
              + outcome.label());
    }
    if (outcome == Outcome.SILENCE && probability != 0) {
      throw new IllegalArgumentException("probability must be 0 for silence");
    }
    speechShare = Checks.share(speechShare, "speechShare");
    levelDb = Checks.rounded(levelDb, "levelDb");
    noiseDb = Checks.rounded(noiseDb, "noiseDb");
    Checks.notNegative(bridgedMs, "bridgedMs");
    Checks.notNegative(clippedMs, "clippedMs");
    Checks.text(model, "model");
    processedAt = Checks.present(processedAt, "processedAt").truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The id of the window that begins at this sample: {@code context/sensor/session/firstSample},
   * with what is not a letter, digit, {@code -._~} percent-encoded.
   */
  public static String id(SensorContext context, String sensor, String session, long firstSample) {
    return EventIds.join(context.label(), sensor, session, Long.toString(firstSample));
  }

  /**
   * How aroused the person sounded, 0 (calm) to 1 (excited): the probability of the excited
   * emotions together, {@link Emotion#arousal}. Anger, fear and happiness are taken for each other
   * more often than for a calm mood, so that it is right more often than the label. Empty for
   * silence; 0.5 where no voice stands out.
   */
  public OptionalDouble arousal() {
    double sum = 0;
    double all = 0;
    for (Map.Entry<String, Double> entry : probabilities.entrySet()) {
      Optional<Emotion> emotion = Emotion.ofLabel(entry.getKey());
      if (emotion.isPresent()) {
        sum += emotion.get().arousal() * entry.getValue();
        all += entry.getValue();
      }
    }
    return all > 0
        ? OptionalDouble.of(Checks.share(Math.min(1, sum / all), "arousal"))
        : OptionalDouble.empty();
  }

  /** What is written of the arousal: nothing if there is none. */
  @JsonProperty("arousal")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  Double arousalInJson() {
    OptionalDouble known = arousal();
    return known.isPresent() ? known.getAsDouble() : null;
  }

  private static void checkLabel(Outcome outcome, String label) {
    boolean right =
        outcome == Outcome.EMOTION
            ? Emotion.ofLabel(label).isPresent()
            : label.equals(outcome.label());
    if (!right) {
      throw new IllegalArgumentException(
          "label '" + label + "' does not go with the outcome " + outcome.label());
    }
  }

  private static Map<String, Double> roundedCopy(Map<String, Double> probabilities) {
    Map<String, Double> copy = new LinkedHashMap<>();
    probabilities.forEach(
        (label, p) ->
            copy.put(
                Checks.text(label, "a label in probabilities"),
                Checks.share(Checks.present(p, "the probability of " + label), label)));
    return Collections.unmodifiableMap(copy);
  }
}
