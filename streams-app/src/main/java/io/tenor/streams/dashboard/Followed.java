package io.tenor.streams.dashboard;

import io.tenor.schema.SensorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader follows beside the board.
 *
 * @param after the id of the last frame of the board that it has; empty if it has none
 * @param sensors whose pages it shows, at most {@link #MAX_SENSORS}
 */
record Followed(String after, List<Sensor> sensors) {

  /** So many pages of sensors can a browser show at a time. */
  static final int MAX_SENSORS = 16;

  /** Checks how many there are. */
  Followed {
    sensors = List.copyOf(sensors);
    if (sensors.size() > MAX_SENSORS) {
      throw new IllegalArgumentException(
          "%d sensors are more than %d".formatted(sensors.size(), MAX_SENSORS));
    }
  }

  /**
   * A sensor.
   *
   * @param name see {@link PlainText#name}
   */
  record Sensor(SensorContext context, String name) {

    /** Reads a key such as {@code ward/bed-4}. */
    static Optional<Sensor> parse(String key) {
      int slash = key.indexOf('/');
      return slash < 0 || key.substring(slash + 1).isBlank()
          ? Optional.empty()
          : SensorContext.ofLabel(key.substring(0, slash))
              .map(context -> new Sensor(context, key.substring(slash + 1)));
    }

    String key() {
      return SensorView.key(context, name);
    }
  }

  /** Reads what was asked for; nothing if that is wrong. */
  static Optional<Followed> parse(String after, List<String> keys) {
    var sensors = new ArrayList<Sensor>();
    for (var key : keys) {
      Sensor.parse(key).ifPresent(sensors::add);
    }
    return sensors.size() < keys.size() || keys.size() > MAX_SENSORS
        ? Optional.empty()
        : Optional.of(new Followed(after, sensors));
  }
}
