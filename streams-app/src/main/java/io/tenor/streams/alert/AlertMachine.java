package io.tenor.streams.alert;

import io.tenor.schema.AlertAck;
import io.tenor.schema.AlertEvidence;
import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.alert.AlertPhase.Acknowledged;
import io.tenor.streams.alert.AlertPhase.Calm;
import io.tenor.streams.alert.AlertPhase.Cooling;
import io.tenor.streams.alert.AlertPhase.Episode;
import io.tenor.streams.alert.AlertPhase.Escalated;
import io.tenor.streams.alert.AlertPhase.Open;
import io.tenor.streams.alert.AlertPhase.Raised;
import io.tenor.streams.alert.AlertPhase.Rising;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The steps of {@link AlertPhase} for one rule. Stateless and thread-safe. */
final class AlertMachine {

  private final AlertRule rule;

  AlertMachine(AlertRule rule) {
    this.rule = rule;
  }

  AlertRule rule() {
    return rule;
  }

  /** Takes what happened to an alert, in the order in which it happened. */
  interface Messages {
    /**
     * An alert has changed.
     *
     * @param atMs when, in event time
     * @param by who has acknowledged it; empty if nobody has
     */
    void send(AlertState state, Episode episode, long atMs, String by);
  }

  /**
   * How far event time has come for a sensor.
   *
   * @param lastEndMs end of the window heard last
   * @param session of that window
   * @param silentUntilMs until when nothing was heard after it
   * @param nowMs event time
   */
  record Time(long lastEndMs, String session, long silentUntilMs, long nowMs) {}

  /**
   * Lets time pass: what was due by now happens, in the order in which it was due.
   *
   * @param ack the acknowledgement of the alert that is open, if there is one
   */
  RuleState advance(
      RuleState state, Time time, Supplier<Optional<AlertAck>> ack, Messages messages) {
    var phase = state.phase();
    if (phase instanceof Cooling cooling && cooling.untilMs() <= time.nowMs() && !isOffline()) {
      phase = Calm.CALM;
    }
    if (isOffline() && !(phase instanceof Open)) {
      phase = raiseIfOffline(phase, time, messages);
    }
    while (phase instanceof Open open) {
      var next = due(open, time, ack, messages);
      if (next.isEmpty()) {
        break;
      }
      phase = next.get();
    }
    return state.with(phase);
  }

  private boolean isOffline() {
    return rule.condition() instanceof Condition.Offline;
  }

  private AlertPhase raiseIfOffline(AlertPhase phase, Time time, Messages messages) {
    long atMs = offlineMs(phase, time.lastEndMs());
    if (atMs > time.silentUntilMs()) {
      return phase;
    }
    var episode = Episode.begin(rule, time.session(), time.lastEndMs()).at(1);
    messages.send(AlertState.RAISED, episode, atMs, "");
    return new Raised(episode, atMs);
  }

  private long offlineMs(AlertPhase phase, long lastEndMs) {
    long atMs = lastEndMs + rule.minDuration().toMillis();
    return phase instanceof Cooling cooling ? Math.max(atMs, cooling.untilMs()) : atMs;
  }

  /** The next thing that happens to an alert by itself; empty if nothing is due by now. */
  private Optional<AlertPhase> due(
      Open open, Time time, Supplier<Optional<AlertAck>> acks, Messages messages) {
    long expireMs = time.lastEndMs() + rule.expireAfter().toMillis();
    long escalateMs = escalateMs(open).orElse(Long.MAX_VALUE);
    boolean escalates = escalateMs <= time.nowMs();
    boolean expires = expireMs <= time.silentUntilMs();
    if (!(open instanceof Acknowledged)) {
      var ack = acks.get();
      if (ack.isPresent()) {
        // Somebody has seen it, whatever the sensor's clock says; what came before comes first.
        long atMs = Math.max(open.raisedMs(), ack.get().at().toEpochMilli());
        if (!(escalates && escalateMs < atMs) && !(expires && expireMs < atMs)) {
          messages.send(AlertState.ACKNOWLEDGED, open.episode(), atMs, ack.get().by());
          return Optional.of(new Acknowledged(open.episode(), open.raisedMs(), ack.get().by()));
        }
      }
    }
    if (escalates && (!expires || escalateMs <= expireMs)) {
      var urgent = open.episode().with(rule.escalation().orElseThrow().priority());
      messages.send(AlertState.ESCALATED, urgent, escalateMs, "");
      return Optional.of(new Escalated(urgent, open.raisedMs()));
    }
    if (expires) {
      return Optional.of(end(AlertState.EXPIRED, open, open.episode(), expireMs, messages));
    }
    return Optional.empty();
  }

  private OptionalLong escalateMs(Open open) {
    return open instanceof Raised && rule.escalation().isPresent()
        ? OptionalLong.of(open.raisedMs() + rule.escalation().orElseThrow().after().toMillis())
        : OptionalLong.empty();
  }

  /** When {@link #advance} would do something next if nothing was heard any more. */
  OptionalLong deadline(RuleState state, long lastEndMs) {
    if (state.phase() instanceof Open open) {
      long expireMs = lastEndMs + rule.expireAfter().toMillis();
      return OptionalLong.of(Math.min(expireMs, escalateMs(open).orElse(expireMs)));
    }
    return isOffline()
        ? OptionalLong.of(offlineMs(state.phase(), lastEndMs))
        : OptionalLong.empty();
  }

  /**
   * Takes a window, after {@link #advance} to it.
   *
   * @param aheadMs alert time less the time of the event
   */
  RuleState hear(
      Scoring scoring, EmotionEvent event, long aheadMs, boolean afterHole, Messages messages) {
    long endMs = event.end().toEpochMilli() + aheadMs;
    var state = scoring.state();
    if (state.phase() instanceof Open open) {
      return state.with(heardWhileOpen(open, scoring, event, aheadMs, messages));
    }
    if (isOffline()
        || (state.phase() instanceof Cooling cooling
            && endMs < cooling.untilMs()
            && cooling.untilMs() - endMs <= rule.coolDown().toMillis())) {
      return state;
    }
    if (scoring.score() < rule.raiseAt()) {
      return state.with(Calm.CALM);
    }
    boolean goesOn =
        state.phase() instanceof Rising rising && rising.episode().sinceMs() <= endMs && !afterHole;
    var begun =
        goesOn ? ((Rising) state.phase()).episode() : Episode.begin(rule, event.session(), endMs);
    var episode = begun.with(scoring.score(), Scoring.speech(event), evidence(scoring, event));
    if (endMs - episode.sinceMs() < rule.minDuration().toMillis()
        || episode.speechShare() < rule.speechShare()) {
      return state.with(new Rising(episode));
    }
    messages.send(AlertState.RAISED, episode, endMs, "");
    return state.with(new Raised(episode, endMs));
  }

  private AlertPhase heardWhileOpen(
      Open open, Scoring scoring, EmotionEvent event, long aheadMs, Messages messages) {
    if (isOffline()) {
      long atMs = Math.max(open.raisedMs(), event.start().toEpochMilli() + aheadMs);
      return end(AlertState.CLEARED, open, open.episode().at(0), atMs, messages);
    }
    var episode =
        open.episode().with(scoring.score(), Scoring.speech(event), evidence(scoring, event));
    return scoring.score() < rule.clearAt()
        ? end(AlertState.CLEARED, open, episode, event.end().toEpochMilli() + aheadMs, messages)
        : open.with(episode);
  }

  private Cooling end(AlertState how, Open open, Episode episode, long atMs, Messages messages) {
    messages.send(how, episode, atMs, by(open));
    return new Cooling(atMs + rule.coolDown().toMillis());
  }

  /** Who has acknowledged an alert; empty if nobody has. */
  static String by(Open open) {
    return open instanceof Acknowledged acknowledged ? acknowledged.by() : "";
  }

  private static AlertEvidence evidence(Scoring scoring, EmotionEvent event) {
    return new AlertEvidence(event.id(), event.end(), event.label(), scoring.observed());
  }
}
