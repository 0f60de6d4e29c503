package io.tenor.streams.topology;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.alert.AlertMachine;
import io.tenor.streams.alert.AlertPhase;
import io.tenor.streams.alert.AlertRule;
import io.tenor.streams.ingest.SensorKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Drives the alert rules with the events of a task's sensors. */
final class AlertProcessor extends ContextualProcessor<byte[], EmotionEvent, byte[], EmotionAlert> {

  private final List<AlertMachine> machines;
  private KeyValueStore<String, byte[]> phases;

  AlertProcessor(List<AlertRule> rules) {
    this.machines = rules.stream().map(AlertMachine::new).toList();
  }

  @Override
  public void init(ProcessorContext<byte[], EmotionAlert> context) {
    super.init(context);
    phases = context.getStateStore(MonitorTopology.PHASES);
  }

  @Override
  public void process(Record<byte[], EmotionEvent> record) {
    var event = record.value();
    var sensor = new SensorKey(event.context(), event.sensor()).storeKey();
    for (var machine : machines) {
      if (!machine.rule().contexts().contains(event.context())) {
        continue;
      }
      var key = sensor + '\0' + machine.rule().name();
      var before = phases.get(key);
      var step = machine.next(Optional.ofNullable(before).map(AlertPhase::decode), event);
      var after = step.phase().encode();
      if (!Arrays.equals(before, after)) {
        phases.put(key, after);
      }
      step.alert()
          .ifPresent(
              alert ->
                  context()
                      .forward(
                          new Record<>(
                              record.key(),
                              alert,
                              alert.at().toEpochMilli(),
                              CloudEventHeaders.of(alert))));
    }
  }
}
