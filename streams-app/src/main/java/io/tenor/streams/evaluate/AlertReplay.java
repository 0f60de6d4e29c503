package io.tenor.streams.evaluate;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.SensorAlerts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rules make of events that were kept. */
public final class AlertReplay {

  private AlertReplay() {}

  /**
   * The messages of one sensor.
   *
   * @param events of that sensor, in their order
   */
  public static List<EmotionAlert> of(AlertEngine engine, List<EmotionEvent> events) {
    var alerts = new ArrayList<EmotionAlert>();
    Optional<SensorAlerts> sensor = Optional.empty();
    for (var event : events) {
      var step = engine.next(sensor, event, id -> Optional.empty());
      alerts.addAll(step.alerts());
      sensor = Optional.of(step.sensor());
    }
    return alerts;
  }
}
