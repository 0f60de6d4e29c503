package io.tenor.streams.sensor;

import io.tenor.streams.ingest.SensorKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How a sensor sends.
 *
 * @param sensor who it is
 * @param topic where it sends to
 * @param session of its first samples; later ones have {@code -2}, {@code -3} and so on added
 * @param chunk how long a chunk is, {@link #MIN_CHUNK} to {@link #MAX_CHUNK}
 * @param pace how fast it sends
 * @param limit how much audio it sends at most; without it, as much as its source has
 */
public record SensorSettings(
    SensorKey sensor,
    String topic,
    String session,
    Duration chunk,
    Pace pace,
    Optional<Duration> limit) {

  /** The shortest chunk. */
  public static final Duration MIN_CHUNK = Duration.ofMillis(10);

  /** The longest chunk: below 1 MiB at every sample rate. */
  public static final Duration MAX_CHUNK = Duration.ofSeconds(10);

  /** A chunk where nothing else is asked for. */
  public static final Duration DEFAULT_CHUNK = Duration.ofMillis(250);

  private static final DateTimeFormatter SESSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** How fast a sensor sends. */
  public enum Pace {
    /** As a device does: a chunk leaves when its last sample has been captured. */
    REALTIME,
    /** As fast as Kafka takes it, with capture times that end now. */
    MAX
  }

  /** Checks the chunk and the limit. */
  public SensorSettings {
    if (chunk.compareTo(MIN_CHUNK) < 0 || chunk.compareTo(MAX_CHUNK) > 0) {
      throw new IllegalArgumentException(
          "A chunk is %d to %d ms long, not %d"
              .formatted(MIN_CHUNK.toMillis(), MAX_CHUNK.toMillis(), chunk.toMillis()));
    }
    if (limit.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
      throw new IllegalArgumentException(
          "The length of the audio is above 0, not " + limit.get().toMillis() + " ms");
    }
  }

  /** A session named by the time of its start, so that every start has another one. */
  public static String sessionOf(Clock clock) {
    return SESSION.format(Instant.now(clock));
  }
}
