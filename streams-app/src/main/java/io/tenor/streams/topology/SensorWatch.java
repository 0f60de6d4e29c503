package io.tenor.streams.topology;

import io.tenor.streams.ingest.SensorKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sensors of a task have gone quiet, by this machine's clock: first silent, then lost, in the
 * end to be forgotten. A sensor is watched from when it was heard or its task came here.
 */
final class SensorWatch {

  private final Duration silent;
  private final Duration lost;
  private final Duration forget;

  /** Time that has passed while the brokers were not there, ms. */
  private long outMs;

  private long lookedMs = Long.MAX_VALUE;

  /** When each was heard last, ms, without the time out. */
  private final Map<SensorKey, Long> heard = new HashMap<>();

  /** Those of them that were given as silent. */
  private final Set<SensorKey> told = new HashSet<>();

  /** Since when each of those that are lost is offline, ms. */
  private final Map<SensorKey, Long> offline = new HashMap<>();

  /**
   * Watches nobody yet.
   *
   * @param silent after so long without a chunk a sensor is silent
   * @param lost after so long it is lost: what it was expected to send is expected no more
   * @param forget after so long offline it is forgotten
   */
  SensorWatch(Duration silent, Duration lost, Duration forget) {
    this.silent = silent;
    this.lost = lost;
    this.forget = forget;
  }

  /** Time goes on; what has passed since the last look counts only if the brokers are there. */
  void look(long nowMs, boolean inTouch) {
    outMs += inTouch ? 0 : Math.max(0, nowMs - lookedMs);
    lookedMs = nowMs;
  }

  void heard(SensorKey sensor, long nowMs) {
    offline.remove(sensor);
    told.remove(sensor);
    heard.put(sensor, nowMs - outMs);
  }

  /** A lost sensor was offline since then, by this machine's clock. */
  void offline(SensorKey sensor, long sinceMs) {
    heard.remove(sensor);
    told.remove(sensor);
    offline.put(sensor, sinceMs);
  }

  void forgotten(SensorKey sensor) {
    heard.remove(sensor);
    told.remove(sensor);
    offline.remove(sensor);
  }

  /** Those that have become silent; each is given once. */
  List<SensorKey> silent(long nowMs) {
    return since(heard, nowMs - outMs, silent).stream().filter(told::add).toList();
  }

  /** Those that are lost. */
  List<SensorKey> lost(long nowMs) {
    return since(heard, nowMs - outMs, lost);
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
