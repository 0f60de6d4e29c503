package io.tenor.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was really to be heard on one sensor for a while, as a person or a corpus says; the
 * monitor's events are scored by it. Several annotators may label the same time. The key of the
 * record is the sensor's id, its timestamp is {@code from}.
 *
 * <p>Of the labels with one {@link #id} the last counts, unlike with other events: an annotator who
 * corrects a label sends it again with the same {@code from}, and one who takes it back sends it
 * with {@link #NONE}.
 *
 * @param sensor the sensor's id, not blank
 * @param context where the sensor listens
 * @param from capture time from which on it was to be heard, cut to milliseconds
 * @param to capture time up to which, itself not included; cut to milliseconds and after {@code
 *     from}
 * @param label one of the seven {@link Emotion} labels, {@link #UNKNOWN} or {@link #NONE}
 * @param annotator who says so, not blank
 */
public record EmotionLabel(
    String sensor,
    SensorContext context,
    Instant from,
    Instant to,
    String label,
    String annotator) {

  /** The annotator listened and could not tell; this time is scored as nothing. */
  public static final String UNKNOWN = "unknown";

  /** The annotator takes back the label of this {@link #id}; {@code to} says nothing then. */
  public static final String NONE = "none";

  /** Checks every part; an IllegalArgumentException names the wrong one. */
  public EmotionLabel {
    Checks.text(sensor, "sensor");
    Checks.present(context, "context");
    from = Checks.present(from, "from").truncatedTo(ChronoUnit.MILLIS);
    to = Checks.present(to, "to").truncatedTo(ChronoUnit.MILLIS);
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException("to " + to + " is not after from " + from);
    }
    if (!isLabel(Checks.text(label, "label"))) {
      throw new IllegalArgumentException(
          "label '" + label + "' is neither an emotion nor " + UNKNOWN + " nor " + NONE);
    }
    Checks.text(annotator, "annotator");
  }

  /**
   * What a correction shares with the label that it corrects: {@code
   * context/sensor/from/annotator}, {@code from} in milliseconds of the epoch, percent-encoded as
   * in {@link EmotionEvent#id}. It is no part of the JSON.
   */
  public String id() {
    return EventIds.join(context.label(), sensor, Long.toString(from.toEpochMilli()), annotator);
  }

  private static boolean isLabel(String label) {
    return label.equals(UNKNOWN) || label.equals(NONE) || Emotion.ofLabel(label).isPresent();
  }
}
