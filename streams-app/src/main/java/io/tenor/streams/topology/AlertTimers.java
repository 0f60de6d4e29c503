package io.tenor.streams.topology;

import io.tenor.streams.ingest.SensorKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Knows which sensors of a task have to be looked at though no window of them comes: because
 * something is due, because an open alert may be acknowledged, or because they can be forgotten.
 *
 * <p>How far a sensor's event time has come without a window is its last window's end and the time
 * that has passed since it came, less {@link #GRACE}: audio that is on its way must not make
 * somebody offline. By which clock it has passed, the caller decides: this machine's, of which time
 * does not count in which the brokers are not there, or one that the sensors tell.
 */
final class AlertTimers {

  /** So much later than live a window may be. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private record Watched(long endMs, long heardMs, long deadlineMs, boolean open) {}

  /**
   * A sensor to look at.
   *
   * @param untilMs event time up to which nothing was heard of it
   * @param quietMs for how long nothing has come
   */
  record Due(SensorKey sensor, long untilMs, long quietMs) {}

  private final Map<SensorKey, Watched> sensors = new HashMap<>();

  /** Time that has passed while the brokers were not there, ms. */
  private long outMs;

  private long lookedMs = Long.MAX_VALUE;

  /** Time goes on; what has passed since the last look counts only if the brokers are there. */
  void look(long nowMs, boolean inTouch) {
    outMs += inTouch ? 0 : Math.max(0, nowMs - lookedMs);
    lookedMs = nowMs;
  }

  /**
   * A window has come.
   *
   * @param endMs its end
   * @param deadline event time at which something is due, if anything is
   * @param open whether there is an open alert
   */
  void heard(SensorKey sensor, long nowMs, long endMs, OptionalLong deadline, boolean open) {
    sensors.put(sensor, new Watched(endMs, nowMs - outMs, deadline.orElse(Long.MAX_VALUE), open));
  }

  /** The sensor was looked at. */
  void looked(SensorKey sensor, OptionalLong deadline, boolean open) {
    sensors.computeIfPresent(
        sensor,
        (key, was) ->
            new Watched(was.endMs(), was.heardMs(), deadline.orElse(Long.MAX_VALUE), open));
  }

  void forget(SensorKey sensor) {
    sensors.remove(sensor);
  }

  /**
   * Those to look at.
   *
   * @param nowMs by the clock that {@link #heard} was told the time by
   * @param forgetMs after how long a sensor is given to be forgotten
   */
  List<Due> due(long nowMs, long forgetMs) {
    var due = new ArrayList<Due>();
    sensors.forEach(
        (sensor, watched) -> {
          long quietMs = Math.max(0, nowMs - outMs - watched.heardMs());
          long untilMs = watched.endMs() + Math.max(0, quietMs - GRACE.toMillis());
          if (watched.open() || watched.deadlineMs() <= untilMs || quietMs > forgetMs) {
            due.add(new Due(sensor, untilMs, quietMs));
          }
        });
    return due;
  }
}
