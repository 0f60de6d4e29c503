package io.tenor.streams.alert;

import io.tenor.schema.AlertAck;
import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.streams.alert.AlertMachine.Messages;
import io.tenor.streams.alert.AlertMachine.Time;
import io.tenor.streams.alert.AlertPhase.Episode;
import io.tenor.streams.alert.AlertPhase.Open;
import io.tenor.streams.alert.SensorAlerts.LastWindow;
import io.tenor.streams.ingest.SensorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes a sensor's alerts from window to window, by a set of rules. Everything happens in event
 * time: a message says when something was due, and who finds out late says the same. Stateless and
 * thread-safe.
 */
public final class AlertEngine {

  /** After a hole of so long in a sensor's windows no condition goes on that was about to raise. */
  static final long HOLE_MS = 5_000;

  private final RuleSet rules;
  private final Purpose purpose;
  private final List<AlertMachine> machines;

  /**
   * An engine.
   *
   * @param purpose stamped on every alert
   */
  public AlertEngine(RuleSet rules, Purpose purpose) {
    this.rules = rules;
    this.purpose = purpose;
    this.machines = rules.rules().stream().map(AlertMachine::new).toList();
  }

  /**
   * What a step led to.
   *
   * @param sensor what is known of the sensor now
   * @param alerts messages, in the order in which they are to be sent
   */
  public record Step(SensorAlerts sensor, List<EmotionAlert> alerts) {}

  /** The acknowledgement of an alert, if there is one, by the alert's id. */
  @FunctionalInterface
  public interface Acks extends Function<String, Optional<AlertAck>> {}

  /**
   * Takes the next window of a sensor.
   *
   * @param known what was known; empty for a sensor not heard before
   */
  public Step next(Optional<SensorAlerts> known, EmotionEvent event, Acks acks) {
    var before = known.map(sensor -> sensor.hasOpen() ? sensor : sensor.inOwnTime());
    long ownEndMs = event.end().toEpochMilli();
    long aheadMs =
        before
            .filter(SensorAlerts::hasOpen)
            .map(open -> open.last().nextAheadMs(event.start().toEpochMilli(), ownEndMs))
            .orElse(0L);
    long startMs = event.start().toEpochMilli() + aheadMs;
    long endMs = ownEndMs + aheadMs;
    var last = before.map(SensorAlerts::last);
    long lastEndMs = last.map(LastWindow::endMs).orElse(endMs);
    var time =
        new Time(
            lastEndMs,
            last.map(LastWindow::session).orElse(event.session()),
            Math.max(lastEndMs, startMs),
            Math.max(lastEndMs, endMs));
    var beliefBefore = before.map(SensorAlerts::belief).orElseGet(Belief::ofNothing);
    var belief = rules.smoothing().next(beliefBefore, event);
    long intervalMs = beliefBefore.interval(ownEndMs);
    boolean afterHole = startMs - lastEndMs > HOLE_MS;

    var sensor = new SensorKey(event.context(), event.sensor());
    var sent = new ArrayList<EmotionAlert>();
    var phases = before.map(SensorAlerts::rules).orElse(Map.of());
    var states = new TreeMap<String, RuleState>();
    for (var machine : machines) {
      var rule = machine.rule();
      if (!rule.contexts().contains(event.context())) {
        continue;
      }
      // What was due before this window is of the model that was heard then.
      var late =
          messages(
              sensor,
              rule.name(),
              last.map(LastWindow::model).orElse(event.model()),
              event.processedAt(),
              sent);
      var now = messages(sensor, rule.name(), event.model(), event.processedAt(), sent);
      var state = phases.getOrDefault(rule.name(), RuleState.NEW);
      var due = machine.advance(state, time, ackOf(sensor, rule.name(), state, acks), late);
      var scoring = Scoring.of(rule.condition(), due, belief, event, intervalMs);
      keep(states, rule.name(), machine.hear(scoring, event, aheadMs, afterHole, now));
    }
    withdrawn(phases, sensor)
        .forEach(
            (name, open) ->
                messages(sensor, name, event.model(), event.processedAt(), sent)
                    .send(AlertState.EXPIRED, open.episode(), endMs, AlertMachine.by(open)));
    return new Step(
        new SensorAlerts(
            belief, new LastWindow(endMs, aheadMs, event.session(), event.model()), states),
        sent);
  }

  /**
   * Lets time pass in which nothing was heard of a sensor.
   *
   * @param untilMs alert time up to which nothing was heard, milliseconds since 1970
   * @param now the time of processing, stamped on messages
   */
  public Step advance(SensorAlerts before, SensorKey sensor, long untilMs, Instant now, Acks acks) {
    var last = before.last();
    long nowMs = Math.max(last.endMs(), untilMs);
    var time = new Time(last.endMs(), last.session(), nowMs, nowMs);
    var sent = new ArrayList<EmotionAlert>();
    var states = new TreeMap<>(before.rules());
    withdrawn(states, sensor)
        .forEach(
            (name, open) -> {
              messages(sensor, name, last.model(), now, sent)
                  .send(AlertState.EXPIRED, open.episode(), nowMs, AlertMachine.by(open));
              states.remove(name);
            });
    for (var machine : machines) {
      var rule = machine.rule();
      if (rule.contexts().contains(sensor.context())) {
        var state = states.getOrDefault(rule.name(), RuleState.NEW);
        var messages = messages(sensor, rule.name(), last.model(), now, sent);
        keep(
            states,
            rule.name(),
            machine.advance(state, time, ackOf(sensor, rule.name(), state, acks), messages));
      }
    }
    return new Step(new SensorAlerts(before.belief(), last, states), sent);
  }

  /**
   * The event time at which {@link #advance} would do something next, without an acknowledgement.
   */
  public OptionalLong deadline(SensorAlerts sensor, SensorKey key) {
    if (!withdrawn(sensor.rules(), key).isEmpty()) {
      return OptionalLong.of(sensor.last().endMs());
    }
    return machines.stream()
        .filter(machine -> machine.rule().contexts().contains(key.context()))
        .map(
            machine ->
                machine.deadline(
                    sensor.rules().getOrDefault(machine.rule().name(), RuleState.NEW),
                    sensor.last().endMs()))
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /** The alerts that are open by rules that do not hold here any more. */
  private Map<String, Open> withdrawn(Map<String, RuleState> states, SensorKey sensor) {
    var open = new TreeMap<String, Open>();
    states.forEach(
        (name, state) -> {
          if (state.phase() instanceof Open alert && !holds(name, sensor)) {
            open.put(name, alert);
          }
        });
    return open;
  }

  private boolean holds(String name, SensorKey sensor) {
    return rules.rules().stream()
        .anyMatch(rule -> rule.name().equals(name) && rule.contexts().contains(sensor.context()));
  }

  private static void keep(Map<String, RuleState> states, String name, RuleState state) {
    if (state.isNew()) {
      states.remove(name);
    } else {
      states.put(name, state);
    }
  }

  /** Asks for the acknowledgement of the alert that is open. */
  private static Supplier<Optional<AlertAck>> ackOf(
      SensorKey sensor, String rule, RuleState state, Acks acks) {
    return () ->
        state.phase() instanceof Open open
            ? acks.apply(id(sensor, rule, open.episode()))
            : Optional.empty();
  }

  private static String id(SensorKey sensor, String rule, Episode episode) {
    return EmotionAlert.id(
        rule,
        sensor.context(),
        sensor.id(),
        episode.session(),
        Instant.ofEpochMilli(episode.sinceMs()));
  }

  private Messages messages(
      SensorKey sensor, String rule, String model, Instant now, List<EmotionAlert> sent) {
    return (state, episode, atMs, by) ->
        sent.add(
            new EmotionAlert(
                id(sensor, rule, episode),
                rule,
                episode.subject().condition(),
                state,
                episode.subject().priority(),
                sensor.id(),
                sensor.context(),
                episode.session(),
                episode.subject().emotions(),
                Instant.ofEpochMilli(episode.sinceMs()),
                // A clock set back during the alert must not make it end before it began.
                Instant.ofEpochMilli(Math.max(atMs, episode.sinceMs())),
                episode.score(),
                episode.peak(),
                episode.windows(),
                episode.evidence(),
                model,
                rules.version(),
                purpose,
                by,
                now));
  }
}
