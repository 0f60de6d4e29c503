package io.tenor.streams.topology;

import io.tenor.streams.ingest.SensorKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sensors of a task have gone quiet, by this machine's clock. A sensor is watched from when
 * it was heard, or its task came here, until it has been told offline; then until it is forgotten.
 */
final class SensorWatch {

  private final Duration silent;
  private final Duration forget;

  /** Time that has passed while the brokers were not there, ms. */
  private long outMs;

  private long lookedMs = Long.MAX_VALUE;

  /** When each was heard last, ms, without the time out. */
  private final Map<SensorKey, Long> heard = new HashMap<>();

  /** Since when each is offline, ms. */
  private final Map<SensorKey, Long> offline = new HashMap<>();

  /**
   * Watches nobody yet.
   *
   * @param silent after so long without a chunk a sensor is silent
   * @param forget after so long offline it is forgotten
   */
  SensorWatch(Duration silent, Duration forget) {
    this.silent = silent;
    this.forget = forget;
  }

  /** Time goes on; what has passed since the last look counts only if the brokers are there. */
  void look(long nowMs, boolean inTouch) {
    outMs += inTouch ? 0 : Math.max(0, nowMs - lookedMs);
    lookedMs = nowMs;
  }

  void heard(SensorKey sensor, long nowMs) {
    offline.remove(sensor);
    heard.put(sensor, nowMs - outMs);
  }

  void offline(SensorKey sensor, long sinceMs) {
    heard.remove(sensor);
    offline.put(sensor, sinceMs);
  }

  void forgotten(SensorKey sensor) {
    heard.remove(sensor);
    offline.remove(sensor);
  }

  /** Those that have just become silent. */
  List<SensorKey> silent(long nowMs) {
    return since(heard, nowMs - outMs, silent);
  }

  /** Those that have been offline for so long that they are to be forgotten. */
  List<SensorKey> forgettable(long nowMs) {
    return since(offline, nowMs, forget);
  }

  private static List<SensorKey> since(Map<SensorKey, Long> times, long nowMs, Duration atLeast) {
    return times.entrySet().stream()
        .filter(entry -> nowMs - entry.getValue() >= atLeast.toMillis())
        .map(Map.Entry::getKey)
        .toList();
  }
}
