package io.tenor.streams.demo;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import java.util.Optional;

/**
 * What is known of one sensor.
 *
 * @param event its latest event
 * @param alert its latest alert message
 */
public record SensorRow(Optional<EmotionEvent> event, Optional<EmotionAlert> alert) {

  static final SensorRow NOTHING_YET = new SensorRow(Optional.empty(), Optional.empty());

  SensorRow with(EmotionEvent latest) {
    return new SensorRow(Optional.of(latest), alert);
  }

  SensorRow with(EmotionAlert latest) {
    return new SensorRow(event, Optional.of(latest));
  }
}
