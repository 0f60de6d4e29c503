package io.tenor.schema;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of the topics that Tenor reads and writes, under one common prefix.
 *
 * @param prefix put before every name as it stands, for instance {@code "prod."}; at most 200 of
 *     the characters that Kafka allows in a topic name
 */
public record Topics(String prefix) {

  /** The key of the rules in force in {@link #alertRules()}. */
  public static final String RULES_KEY = "rules";

  private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

  /** Checks the prefix. */
  public Topics {
    if (!ALLOWED.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "A topic prefix has at most 200 letters, digits, '.', '_' and '-', but this one is '"
              + prefix
              + "'.");
    }
  }

  /** The names without a prefix. */
  public Topics() {
    this("");
  }

  /** Audio chunks in: {@code audio.driver} or {@code audio.ward}, keyed by sensor id. */
  public String audio(SensorContext context) {
    return prefix + "audio." + context.label();
  }

  /** {@link EmotionEvent}s out, keyed by sensor id. */
  public String events() {
    return prefix + "emotion.events";
  }

  /** {@link EmotionAlert}s out, keyed by sensor id. */
  public String alerts() {
    return prefix + "emotion.alerts";
  }

  /** {@link AlertAck}s in, keyed by the alert's id. */
  public String alertAcks() {
    return prefix + "alert.acks";
  }

  /**
   * The alert rules in force (compacted): a record with the key {@link #RULES_KEY} and the rules as
   * JSON, as {@code alert-rules.schema.json} has them.
   */
  public String alertRules() {
    return prefix + "alert.rules";
  }

  /**
   * The latest {@link SensorStatus} of each sensor (compacted), keyed by {@link SensorStatus#key}.
   */
  public String status() {
    return prefix + "sensor.status";
  }

  /** Chunks that could not be read, unchanged, with {@link RejectedHeaders}. They are audio. */
  public String rejected() {
    return prefix + "audio.rejected";
  }

  /**
   * The {@link ModelAnnouncement} of each {@link ModelRole} (compacted), keyed by the role's label.
   */
  public String models() {
    return prefix + "emotion.models";
  }

  /**
   * The files of the models that are announced with the address {@code kafka:} and the name of this
   * topic (compacted), in parts, each keyed by {@link ModelFileKey#text}.
   */
  public String modelFiles() {
    return prefix + "emotion.model.files";
  }

  /**
   * The latest {@link ModelStatus} of each instance of the monitor and role (compacted), keyed by
   * {@link ModelStatus#key}.
   */
  public String modelStatus() {
    return prefix + "model.status";
  }

  /**
   * {@link EmotionEvent}s of the shadow model, keyed by sensor id. They have the ids of the live
   * model's events for the same windows.
   */
  public String shadowEvents() {
    return prefix + "emotion.events.shadow";
  }

  /**
   * {@link EmotionLabel}s, keyed by sensor id: what was really to be heard, by which the monitor's
   * events are scored. The last one with an {@link EmotionLabel#id} counts. The monitor neither
   * reads nor writes them.
   */
  public String labels() {
    return prefix + "emotion.labels";
  }

  /** Every name above, inputs first. */
  public List<String> all() {
    return List.of(
        audio(SensorContext.DRIVER),
        audio(SensorContext.WARD),
        events(),
        alerts(),
        alertAcks(),
        alertRules(),
        status(),
        rejected(),
        models(),
        modelFiles(),
        modelStatus(),
        shadowEvents(),
        labels());
  }
}
