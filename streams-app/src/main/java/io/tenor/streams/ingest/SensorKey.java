package io.tenor.streams.ingest;

import io.tenor.schema.SensorContext;
import java.nio.charset.StandardCharsets;

/**
 * Names one sensor within a deployment: a driver's and a patient's microphone of the same id are
 * two sensors.
 *
 * @param context where the sensor listens
 * @param id the Kafka record key, 1 to {@value #MAX_ID_LENGTH} printable characters
 */
public record SensorKey(SensorContext context, String id) {

  /** The longest sensor id accepted. */
  public static final int MAX_ID_LENGTH = 200;

  /** Checks the id's length and characters. */
  public SensorKey {
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          "a sensor id has 1 to " + MAX_ID_LENGTH + " characters, this one has " + id.length());
    }
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a sensor id has no control characters");
    }
  }

  /** The key in state stores: {@code context/id}. */
  public String storeKey() {
    return context.label() + '/' + id;
  }

  /** The sensor of a {@link #storeKey}. */
  public static SensorKey ofStoreKey(String key) {
    int slash = key.indexOf('/');
    return new SensorKey(
        SensorContext.ofLabel(key.substring(0, slash)).orElseThrow(), key.substring(slash + 1));
  }

  /** The key of the sensor's audio, events and alerts: the id in UTF-8. */
  public byte[] recordKey() {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
