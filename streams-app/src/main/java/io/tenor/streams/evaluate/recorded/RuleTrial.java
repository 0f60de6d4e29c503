package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.alert.SensorAlerts;
import io.tenor.streams.ingest.SensorKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of rules makes of events as they come, without a topology of its own: rules are the
 * same code there. Nothing is acknowledged.
 */
final class RuleTrial {

  private final RuleSet rules;
  private final AlertEngine engine;
  private final Map<SensorKey, SensorAlerts> sensors = new HashMap<>();
  private final Map<SensorKey, List<EmotionAlert>> alerts = new HashMap<>();

  RuleTrial(RuleSet rules) {
    this.rules = rules;
    this.engine = new AlertEngine(rules, Purpose.RESEARCH);
  }

  RuleSet rules() {
    return rules;
  }

  /** Takes the next event of a sensor. */
  void hear(SensorKey sensor, EmotionEvent event) {
    var step = engine.next(Optional.ofNullable(sensors.get(sensor)), event, id -> Optional.empty());
    sensors.put(sensor, step.sensor());
    if (!step.alerts().isEmpty()) {
      alerts.computeIfAbsent(sensor, key -> new ArrayList<>()).addAll(step.alerts());
    }
  }

  /** The messages of a sensor, in their order. */
  List<EmotionAlert> alerts(SensorKey sensor) {
    return alerts.getOrDefault(sensor, List.of());
  }
}
