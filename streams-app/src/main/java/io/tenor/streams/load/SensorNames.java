package io.tenor.streams.load;

import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.SensorKey;

/** How the sensors of a load are called. */
final class SensorNames {

  private static final String PREFIX = "load-";

  private SensorNames() {}

  /** Who a sensor is, counted from 0. */
  static SensorKey key(int sensor) {
    var contexts = SensorContext.values();
    return new SensorKey(contexts[sensor % contexts.length], PREFIX + sensor);
  }

  /** Which sensor this is; -1 if it is none of a load. */
  static int sensor(String id) {
    if (!id.startsWith(PREFIX)) {
      return -1;
    }
    try {
      return Integer.parseInt(id.substring(PREFIX.length()));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
