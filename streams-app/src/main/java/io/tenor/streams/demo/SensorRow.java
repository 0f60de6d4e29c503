package io.tenor.streams.demo;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one sensor.
 *
 * @param event its latest event
 * @param open the latest message of each alert that has not ended, by id, oldest alert first
 * @param ended the last message of the alert that ended last
 */
public record SensorRow(
    Optional<EmotionEvent> event, Map<String, EmotionAlert> open, Optional<EmotionAlert> ended) {

  static final SensorRow NOTHING_YET = new SensorRow(Optional.empty(), Map.of(), Optional.empty());

  SensorRow with(EmotionEvent latest) {
    return new SensorRow(Optional.of(latest), open, ended);
  }

  SensorRow with(EmotionAlert latest) {
    var alerts = new LinkedHashMap<>(open);
    if (latest.state().isEnd()) {
      alerts.remove(latest.id());
      return new SensorRow(event, alerts, Optional.of(latest));
    }
    alerts.put(latest.id(), latest);
    return new SensorRow(event, alerts, ended);
  }

  /** The message to show: of the most urgent open alert, else of the one that ended last. */
  public Optional<EmotionAlert> alert() {
    return open.values().stream().min(Comparator.comparing(EmotionAlert::priority)).or(() -> ended);
  }
}
