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
   * @param endMs its end, milliseconds since 1970
   * @param session the sensor's session
   * @param model name and version of the model
   */
  public record LastWindow(long endMs, String session, String model) {}

  /** Sorts the rules, so that equal ones are stored alike. */
  public SensorAlerts {
    rules = Collections.unmodifiableMap(new TreeMap<>(rules));
  }

  /** Whether an alert has not ended. */
  public boolean hasOpen() {
    return rules.values().stream().anyMatch(state -> state.phase() instanceof Open);
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
