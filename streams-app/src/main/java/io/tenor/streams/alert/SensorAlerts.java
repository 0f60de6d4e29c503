package io.tenor.streams.alert;

import io.tenor.streams.alert.AlertPhase.Open;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of one sensor between two windows: all that its alerts depend on.
 *
 * @param belief the smoothed probabilities
 * @param last the window heard last
 * @param rules by name; those of which nothing is known are left out
 */
public record SensorAlerts(Belief belief, LastWindow last, Map<String, RuleState> rules) {

  /**
   * A window, as far as timers need it.
   *
   * @param endMs its end in alert time, milliseconds since 1970
   * @param aheadMs alert time less the sensor's own, at least 0: above it after the sensor's clock
   *     was set back while an alert was open
   * @param session the sensor's session
   * @param model name and version of the model
   */
  public record LastWindow(long endMs, long aheadMs, String session, String model) {

    /** Its end by the sensor's own clock, milliseconds since 1970. */
    public long ownEndMs() {
      return endMs - aheadMs;
    }

    /**
     * How far alert time is ahead of the sensor's when the next window comes and an alert is open.
     * Its time goes on: by the sensor's clock, and where that was set back, or forward again after
     * it, by the usual step from window to window.
     *
     * @param ownStartMs start of the window by the sensor's clock
     * @param ownNextEndMs its end
     */
    long nextAheadMs(long ownStartMs, long ownNextEndMs) {
      boolean setBack = ownNextEndMs + aheadMs <= endMs;
      boolean setForward = aheadMs > 0 && ownStartMs - ownEndMs() > AlertEngine.HOLE_MS;
      return setBack || setForward
          ? Math.max(0, endMs + TemporalModel.NOMINAL_INTERVAL_MS - ownNextEndMs)
          : aheadMs;
    }
  }

  /** Sorts the rules, so that equal ones are stored alike. */
  public SensorAlerts {
    rules = Collections.unmodifiableMap(new TreeMap<>(rules));
  }

  /** Whether an alert has not ended. */
  public boolean hasOpen() {
    return rules.values().stream().anyMatch(state -> state.phase() instanceof Open);
  }

  /** The same where no alert is open any more: in the sensor's own time again. */
  SensorAlerts inOwnTime() {
    if (last.aheadMs() == 0) {
      return this;
    }
    var own = new TreeMap<String, RuleState>();
    rules.forEach(
        (name, state) -> own.put(name, state.with(state.phase().earlier(last.aheadMs()))));
    return new SensorAlerts(
        belief, new LastWindow(last.ownEndMs(), 0, last.session(), last.model()), own);
  }

  /** Encodes for a state store. */
  public byte[] encode() {
    return AlertCodec.encode(this);
  }

  /** Decodes what {@link #encode} wrote; empty if another version wrote it. */
  public static Optional<SensorAlerts> decode(byte[] bytes) {
    return AlertCodec.decode(bytes);
  }
}
