package io.tenor.streams.topology;

import io.tenor.schema.SensorState;
import io.tenor.streams.ingest.SensorKey;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of a task's sensors are in which state. A sensor counts from its first status in this
 * task, so at most ten seconds of its audio after the task came here.
 */
final class SensorCensus {

  private final Meters meters;
  private final Map<SensorKey, SensorState> states = new HashMap<>();

  SensorCensus(Meters meters) {
    this.meters = meters;
  }

  /** A sensor is in this state now. */
  void told(SensorKey sensor, SensorState state) {
    var before = states.put(sensor, state);
    if (before != state) {
      if (before != null) {
        meters.sensors(before, -1);
      }
      meters.sensors(state, 1);
    }
  }

  /** A sensor is none of this task's any more. */
  void forgotten(SensorKey sensor) {
    var before = states.remove(sensor);
    if (before != null) {
      meters.sensors(before, -1);
    }
  }

  /** The task goes elsewhere, or begins anew. */
  void clear() {
    states.values().forEach(state -> meters.sensors(state, -1));
    states.clear();
  }
}
