package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a sensor is heard. */
public enum SensorState {
  /** Its audio comes, and somebody has spoken lately. */
  ONLINE,
  /** Its audio comes, but nobody has spoken for a while. */
  SILENT,
  /** Its audio comes, but not as it should: see {@link Degradation}. */
  DEGRADED,
  /** Nothing has come for a while, by the monitor's clock. */
  OFFLINE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that a status uses, such as {@code online}. */
  @JsonValue
  public String label() {
    return label;
  }
}
