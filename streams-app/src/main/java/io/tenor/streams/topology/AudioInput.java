package io.tenor.streams.topology;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where audio comes from, and how long a sensor that sends none is waited for.
 *
 * @param contexts where the sensors of a topic listen, by the topic's name; at least one
 * @param silent after so long without a chunk a sensor is offline
 * @param lost after so long what a sensor waits for is given up, at least {@code silent}
 */
public record AudioInput(Map<String, SensorContext> contexts, Duration silent, Duration lost) {

  /** After so long a live sensor is offline. */
  public static final Duration SILENT = Duration.ofSeconds(10);

  /**
   * After so long what a live sensor waits for is given up. Longer than brokers, sensors and
   * instances take to find each other again: what comes after all has lost its place.
   */
  public static final Duration LOST = Duration.ofSeconds(60);

  /** Checks that there is a topic, and the times. */
  public AudioInput {
    contexts = Collections.unmodifiableMap(new TreeMap<>(contexts));
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("audio comes from at least one topic");
    }
    if (silent.isNegative() || lost.compareTo(silent) < 0) {
      throw new IllegalArgumentException(
          "0 <= silent <= lost, not %s and %s".formatted(silent, lost));
    }
  }

  /** Live sensors, one topic a context. */
  public static AudioInput of(Topics topics) {
    return new AudioInput(
        Arrays.stream(SensorContext.values())
            .collect(Collectors.toUnmodifiableMap(topics::audio, Function.identity())),
        SILENT,
        LOST);
  }

  /** The topics' names, sorted. */
  public Set<String> topics() {
    return contexts.keySet();
  }
}
