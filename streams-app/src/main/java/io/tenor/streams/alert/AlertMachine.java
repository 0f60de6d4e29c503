package io.tenor.streams.alert;

import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.streams.alert.AlertPhase.Calm;
import io.tenor.streams.alert.AlertPhase.Episode;
import io.tenor.streams.alert.AlertPhase.Level;
import io.tenor.streams.alert.AlertPhase.Raised;
import io.tenor.streams.alert.AlertPhase.Rising;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps of {@link AlertPhase} for one rule. A window's observation is the sum of the rule's
 * emotions in its posterior; a window without speech observes 0. Observations are smoothed
 * exponentially in event time (Brown's simple exponential smoothing with irregular intervals: the
 * old value keeps the weight 2^(-dt/halfLife)). Stateless and thread-safe.
 */
public final class AlertMachine {

  /** The interval that a sensor's first window stands for, and the first after a clock set back. */
  private static final long NOMINAL_INTERVAL_MS = 500;

  private final AlertRule rule;
  private final List<String> labels;

  /** The machine of one rule. */
  public AlertMachine(AlertRule rule) {
    this.rule = rule;
    this.labels = rule.labels();
  }

  /** The rule. */
  public AlertRule rule() {
    return rule;
  }

  /**
   * What a window led to.
   *
   * @param phase where the rule stands now
   * @param alert the alert to send, if the step sends one
   */
  public record Step(AlertPhase phase, Optional<EmotionAlert> alert) {}

  /**
   * Takes the next window of a sensor.
   *
   * @param phase where the rule stood; empty for a sensor not seen before
   * @param event an event of a sensor in one of the rule's contexts
   */
  public Step next(Optional<AlertPhase> phase, EmotionEvent event) {
    var level = smoothed(phase, event);
    boolean holds = level.p() >= rule.raiseAt();
    if (phase.isPresent() && phase.get() instanceof Raised raised) {
      var episode = raised.episode().with(level.p(), event.id());
      return level.p() < rule.clearAt()
          ? new Step(new Calm(level), Optional.of(alert(AlertState.CLEARED, episode, level, event)))
          : new Step(new Raised(level, episode), Optional.empty());
    }
    if (!holds) {
      return new Step(new Calm(level), Optional.empty());
    }
    var episode =
        phase.isPresent()
                && phase.get() instanceof Rising rising
                && rising.episode().sinceMs() <= level.atMs()
            ? rising.episode().with(level.p(), event.id())
            : new Episode(event.session(), level.atMs(), level.p(), 1, List.of(event.id()));
    return level.atMs() - episode.sinceMs() < rule.minDuration().toMillis()
        ? new Step(new Rising(level, episode), Optional.empty())
        : new Step(
            new Raised(level, episode),
            Optional.of(alert(AlertState.RAISED, episode, level, event)));
  }

  private Level smoothed(Optional<AlertPhase> phase, EmotionEvent event) {
    long atMs = event.end().toEpochMilli();
    double before = phase.map(p -> p.level().p()).orElse(0.0);
    long sinceLastMs = phase.map(p -> atMs - p.level().atMs()).orElse(0L);
    long dtMs = sinceLastMs > 0 ? sinceLastMs : NOMINAL_INTERVAL_MS;
    double kept = StrictMath.pow(2, -(double) dtMs / rule.halfLife().toMillis());
    return new Level(before * kept + observation(event) * (1 - kept), atMs);
  }

  private double observation(EmotionEvent event) {
    if (event.outcome() == Outcome.SILENCE) {
      return 0;
    }
    return Math.min(
        1,
        labels.stream().mapToDouble(label -> event.probabilities().getOrDefault(label, 0.0)).sum());
  }

  private EmotionAlert alert(AlertState state, Episode episode, Level level, EmotionEvent event) {
    var since = Instant.ofEpochMilli(episode.sinceMs());
    // A clock set back during the alert must not make it end before it began.
    var at = event.end().isBefore(since) ? since : event.end();
    return new EmotionAlert(
        EmotionAlert.id(rule.name(), event.context(), event.sensor(), episode.session(), since),
        rule.name(),
        state,
        rule.priority(),
        event.sensor(),
        event.context(),
        episode.session(),
        labels,
        since,
        at,
        level.p(),
        episode.peak(),
        episode.windows(),
        episode.evidence(),
        event.model(),
        event.processedAt());
  }
}
