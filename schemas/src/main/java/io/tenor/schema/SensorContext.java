package io.tenor.schema;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a sensor listens; each context has an audio topic of its own. */
public enum SensorContext {
  /** A driver in a vehicle. */
  DRIVER,
  /** A patient in a ward. */
  WARD;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that events, topics and commands use, such as {@code driver}. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The context whose {@link #label()} is exactly this text, if there is one. */
  public static Optional<SensorContext> ofLabel(String label) {
    return Arrays.stream(values()).filter(context -> context.label.equals(label)).findFirst();
  }
}
