package io.tenor.streams.alert;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.streams.SpokenEvents;
import io.tenor.streams.ingest.SensorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sensor whose alerts are followed window by window. What is known of it goes through its stored
 * form at each step.
 */
abstract class HeardSensor {

  static final String RULE =
      """
      version: test-1
      smoothing: {model: none}
      rules:
        - name: anger
          emotions: [anger]
          raise: 0.6
          clear: 0.3
          for: 1s
          coolDown: 10s
          expire: 20s
          priority: medium
          escalate: {after: 5s, priority: high}
      """;

  static final SensorKey SENSOR = new SensorKey(SensorContext.WARD, SpokenEvents.SENSOR);

  final List<EmotionAlert> sent = new ArrayList<>();
  final Map<String, AlertAck> acks = new HashMap<>();
  AlertEngine engine = engine(RULE);
  Optional<SensorAlerts> sensor = Optional.empty();

  static AlertEngine engine(String rules) {
    return new AlertEngine(RuleFile.parse(rules), Purpose.RESEARCH);
  }

  /** Rules of one, without smoothing. */
  void rule(String fields) {
    engine =
        engine(
            "{version: test-1, smoothing: {model: none}, rules: [{name: it, %s}]}"
                .formatted(fields));
  }

  void hear(EmotionEvent event) {
    take(engine.next(sensor, event, id -> Optional.ofNullable(acks.get(id))));
  }

  void angry(double fromSeconds, double toSeconds, double probability) {
    for (double end = fromSeconds; end <= toSeconds; end += 0.5) {
      hear(anger(end, probability));
    }
  }

  void unheardUntil(double seconds) {
    take(
        engine.advance(
            sensor.orElseThrow(),
            SENSOR,
            at(seconds).toEpochMilli(),
            Instant.EPOCH,
            id -> Optional.ofNullable(acks.get(id))));
  }

  void take(AlertEngine.Step step) {
    sensor = SensorAlerts.decode(step.sensor().encode());
    assertThat(sensor).contains(step.sensor());
    sent.addAll(step.alerts());
  }

  void acknowledge(double atSeconds) {
    var id = sent.get(sent.size() - 1).id();
    acks.put(id, new AlertAck(id, "nurse 12", at(atSeconds)));
  }

  List<String> said() {
    return sent.stream()
        .map(alert -> "%s %s".formatted(alert.state().label(), seconds(alert.at())))
        .toList();
  }

  static double seconds(Instant instant) {
    return (instant.toEpochMilli() - SpokenEvents.START.toEpochMilli()) / 1e3;
  }
}
