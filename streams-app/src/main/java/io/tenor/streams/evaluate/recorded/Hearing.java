package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.admin.TopicTap;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.ingest.SensorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what one model makes of a recording, and what sets of rules make of that. Filled by the
 * thread of a tap, read when that has ended.
 */
final class Hearing implements TopicTap.Listener {

  private final long untilMs;
  private final List<RuleTrial> trials;
  private final Map<SensorKey, List<HeardWindow>> windows = new HashMap<>();
  private final Map<SensorKey, List<EmotionAlert>> alerts = new HashMap<>();
  private long events;
  private long changedNanos = System.nanoTime();
  private int rejected;

  /**
   * Nothing yet.
   *
   * @param untilMs what ends later is left out, milliseconds since 1970
   * @param rules sets to try
   */
  Hearing(long untilMs, List<RuleSet> rules) {
    this.untilMs = untilMs;
    this.trials = rules.stream().map(RuleTrial::new).toList();
  }

  @Override
  public synchronized void onEvent(EmotionEvent event, Instant readAt) {
    events++;
    changedNanos = System.nanoTime();
    if (event.end().toEpochMilli() > untilMs) {
      return;
    }
    var sensor = new SensorKey(event.context(), event.sensor());
    windows.computeIfAbsent(sensor, key -> new ArrayList<>()).add(HeardWindow.of(event));
    trials.forEach(trial -> trial.hear(sensor, event));
  }

  @Override
  public synchronized void onAlert(EmotionAlert alert) {
    if (alert.at().toEpochMilli() <= untilMs) {
      alerts
          .computeIfAbsent(new SensorKey(alert.context(), alert.sensor()), key -> new ArrayList<>())
          .add(alert);
    }
  }

  @Override
  public synchronized void onRejected() {
    rejected++;
  }

  /** Events so far. */
  synchronized long events() {
    return events;
  }

  /** For how long no event has come. */
  synchronized long quietNanos() {
    return System.nanoTime() - changedNanos;
  }

  /** Records that the topology took for no audio. */
  synchronized int rejected() {
    return rejected;
  }

  /** The windows of each sensor, by rising time. */
  synchronized Map<SensorKey, List<HeardWindow>> windows() {
    windows.values().forEach(own -> own.sort(Comparator.comparingLong(HeardWindow::startMs)));
    return windows;
  }

  /**
   * Whether the first set of rules gives, on the events, the alerts that came out of the topology,
   * but for those that time brings about: of sensors that are quiet at the end nothing more comes.
   */
  synchronized boolean sameAsReplayed() {
    var trial = trials.get(0);
    return windows.keySet().stream()
        .allMatch(sensor -> messages(trial.alerts(sensor)).equals(messages(alertsOf(sensor))));
  }

  private List<EmotionAlert> alertsOf(SensorKey sensor) {
    return alerts.getOrDefault(sensor, List.of());
  }

  private static List<String> messages(List<EmotionAlert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.condition() != AlertCondition.OFFLINE)
        .map(alert -> alert.messageId() + ' ' + alert.at() + ' ' + alert.score())
        .sorted()
        .toList();
  }

  synchronized List<RuleTrial> trials() {
    return trials;
  }
}
