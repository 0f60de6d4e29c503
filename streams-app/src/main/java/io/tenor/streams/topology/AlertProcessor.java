package io.tenor.streams.topology;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.AlertEngine.Acks;
import io.tenor.streams.alert.AlertEngine.Step;
import io.tenor.streams.alert.SensorAlerts;
import io.tenor.streams.ingest.CommonClock;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.topology.AlertSettings.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Drives the alert rules with the events of a task's sensors, with time that passes without any,
 * and with acknowledgements. What a message says is a function of event times; by which clock it is
 * found out that a sensor was not heard ({@link Timers}) only decides when it is sent.
 */
final class AlertProcessor extends ContextualProcessor<byte[], EmotionEvent, byte[], EmotionAlert> {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Where time is told by the audio, what is further off is another clock. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final TopologySettings settings;
  private final AlertInputs inputs;
  private final Clock clock;
  private final BooleanSupplier inTouch;
  private final Meters meters;
  private KeyValueStore<String, byte[]> sensors;
  private RulesInForce rules;
  private Map<SensorContext, AlertTimers> timers;

  /**
   * Where time is told by the audio. Each topic has a clock of its own: its records come in their
   * order, but one topic may be heard far ahead of another.
   */
  private Map<SensorContext, CommonClock<SensorKey>> clocks;

  /** When the sensors of a context were looked at by its clock. */
  private Map<SensorContext, Long> lookedMs;

  /** By whose rules it is known when to look at a sensor. */
  private AlertEngine watchedBy;

  /**
   * For one task.
   *
   * @param inputs acknowledgements and published rules
   * @param inTouch whether the brokers are there: while they are not, no sensor is offline
   * @param meters are told of alerts
   */
  AlertProcessor(
      TopologySettings settings,
      AlertInputs inputs,
      Clock clock,
      BooleanSupplier inTouch,
      Meters meters) {
    this.meters = meters;
    this.settings = settings;
    this.inputs = inputs;
    this.clock = clock;
    this.inTouch = inTouch;
  }

  @Override
  public void init(ProcessorContext<byte[], EmotionAlert> context) {
    super.init(context);
    sensors = context.getStateStore(MonitorTopology.SENSOR_ALERTS);
    rules = new RulesInForce(settings.alerts(), inputs);
    timers = new EnumMap<>(SensorContext.class);
    clocks = new EnumMap<>(SensorContext.class);
    lookedMs = new EnumMap<>(SensorContext.class);
    for (var each : SensorContext.values()) {
      // A task that is revived after an abort has the same processors.
      timers.put(each, new AlertTimers());
      clocks.put(each, new CommonClock<>(LONGEST_PAUSE.toMillis()));
      timers.get(each).look(nowMs(each), true);
    }
    watchedBy = rules.engine();
    eachSensor(
        (key, sensor) -> {
          clocks.get(key.context()).advance(key, sensor.last().ownEndMs());
          watch(watchedBy, key, sensor);
        });
    if (byClock()) {
      context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> lookAtAll());
    }
  }

  private boolean byClock() {
    return settings.alerts().timers() == Timers.WALL_CLOCK;
  }

  private long nowMs(SensorContext where) {
    return byClock() ? context().currentSystemTimeMs() : clocks.get(where).nowMs();
  }

  private void eachSensor(BiConsumer<SensorKey, SensorAlerts> step) {
    try (var entries = sensors.all()) {
      while (entries.hasNext()) {
        var entry = entries.next();
        SensorAlerts.decode(entry.value)
            .ifPresent(sensor -> step.accept(SensorKey.ofStoreKey(entry.key), sensor));
      }
    }
  }

  /** By other rules other things are due, also for sensors that say nothing. */
  private void followRules() {
    var engine = rules.engine();
    if (engine != watchedBy) {
      watchedBy = engine;
      eachSensor(
          (key, sensor) ->
              timers
                  .get(key.context())
                  .looked(key, engine.deadline(sensor, key), sensor.hasOpen()));
    }
  }

  private void watch(AlertEngine engine, SensorKey key, SensorAlerts sensor) {
    timers
        .get(key.context())
        .heard(
            key,
            nowMs(key.context()),
            sensor.last().endMs(),
            engine.deadline(sensor, key),
            sensor.hasOpen());
  }

  @Override
  public void process(Record<byte[], EmotionEvent> record) {
    var event = record.value();
    var engine = rules.engine();
    var key = new SensorKey(event.context(), event.sensor());
    var stored = sensors.get(key.storeKey());
    var before = Optional.ofNullable(stored).flatMap(SensorAlerts::decode);
    before = before.flatMap(sensor -> rememberedAt(engine, sensor, key, event));
    var step = engine.next(before, event, acksUntil(event.end().toEpochMilli()));
    keep(key, step, stored);
    if (byClock()) {
      watch(engine, key, step.sensor());
      return;
    }
    var told = clocks.get(key.context());
    told.advance(key, event.end().toEpochMilli());
    watch(engine, key, step.sensor());
    if (told.nowMs() - LOOK.toMillis() >= lookedMs.getOrDefault(key.context(), Long.MIN_VALUE)) {
      lookedMs.put(key.context(), told.nowMs());
      followRules();
      look(key.context(), true);
    }
  }

  /** What is known of a sensor when it is back; nothing if it was away for so long. */
  private Optional<SensorAlerts> rememberedAt(
      AlertEngine engine, SensorAlerts sensor, SensorKey key, EmotionEvent event) {
    long startMs = event.start().toEpochMilli() + sensor.last().aheadMs();
    if (startMs - sensor.last().endMs() <= settings.cutting().forget().toMillis()) {
      return Optional.of(sensor);
    }
    var step = engine.advance(sensor, key, startMs, event.processedAt(), acksUntil(startMs));
    send(key, step);
    return step.sensor().hasOpen() ? Optional.of(step.sensor()) : Optional.empty();
  }

  private void lookAtAll() {
    followRules();
    boolean there = inTouch.getAsBoolean();
    timers.keySet().forEach(where -> look(where, there));
  }

  private void look(SensorContext where, boolean timeCounts) {
    timers.get(where).look(nowMs(where), timeCounts);
    long forgetMs = settings.cutting().forget().toMillis();
    for (var due : timers.get(where).due(nowMs(where), forgetMs)) {
      advance(due, due.quietMs() > forgetMs);
    }
  }

  private void advance(AlertTimers.Due due, boolean forget) {
    var key = due.sensor();
    var stored = sensors.get(key.storeKey());
    var before = Optional.ofNullable(stored).flatMap(SensorAlerts::decode);
    if (before.isEmpty()) {
      timers.get(key.context()).forget(key);
      return;
    }
    var step =
        watchedBy.advance(
            before.get(), key, due.untilMs(), clock.instant(), acksUntil(due.untilMs()));
    keep(key, step, stored);
    if (forget && !step.sensor().hasOpen()) {
      sensors.delete(key.storeKey());
      timers.get(key.context()).forget(key);
    } else {
      timers
          .get(key.context())
          .looked(key, watchedBy.deadline(step.sensor(), key), step.sensor().hasOpen());
    }
  }

  private void keep(SensorKey key, Step step, byte[] stored) {
    byte[] after = step.sensor().encode();
    if (!Arrays.equals(stored, after)) {
      sensors.put(key.storeKey(), after);
    }
    send(key, step);
  }

  private void send(SensorKey key, Step step) {
    for (var alert : step.alerts()) {
      meters.alert(alert.rule(), alert.priority(), alert.state());
      context()
          .forward(
              new Record<>(
                  key.recordKey(),
                  alert,
                  Math.max(0, alert.at().toEpochMilli()),
                  CloudEventHeaders.of(alert)));
    }
  }

  /** Acknowledgements; in a replay only those that were made by then. */
  private Acks acksUntil(long eventMs) {
    return id -> inputs.ack(id).filter(ack -> byClock() || ack.at().toEpochMilli() <= eventMs);
  }
}
