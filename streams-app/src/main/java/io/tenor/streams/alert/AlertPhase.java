package io.tenor.streams.alert;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.AlertEvidence;
import io.tenor.schema.Priority;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one rule stands with one sensor.
 *
 * <pre>
 *         score >= raise             held for minDuration,
 *                                    with enough speech
 *  Calm -----------------> Rising -------------------------+
 *   ^ ^                      |                              |
 *   | |   score < raise,     |                              v  RAISED
 *   | |   or a hole          |                           Raised -----------------+
 *   | +----------------------+                              |                    |
 *   |                                  not acknowledged for |                    | acknowledged
 *   |                                      escalation.after v ESCALATED          |
 *   |                                                   Escalated                |
 *   |                                                       | acknowledged       |
 *   |                                                       v                    v  ACKNOWLEDGED
 *   |                                                   Acknowledged <-----------+
 *   |
 *   |  coolDown over              score < clear: CLEARED
 *   +------------------ Cooling <---------------------------- Raised, Escalated, Acknowledged
 *                               not heard for expireAfter,
 *                               or the rule is gone: EXPIRED
 * </pre>
 *
 * <p>The words in capitals are the messages; each comes at most once in the life of an alert. A
 * rule for a sensor that is offline goes from {@code Calm} or {@code Cooling} to {@code Raised}
 * when nothing was heard for minDuration, and to {@code Cooling} with the next window.
 *
 * <p>All times are event times, in milliseconds since 1970: the same audio gives the same messages,
 * however late they are. While an alert is open they go on by the audio, also where the sensor's
 * clock is set back.
 */
public sealed interface AlertPhase {

  /** The same so many milliseconds earlier; an alert that is open stays, for its id has a time. */
  default AlertPhase earlier(long ms) {
    return this;
  }

  /** Nothing to report. */
  record Calm() implements AlertPhase {
    static final Calm CALM = new Calm();
  }

  /** The condition holds, not yet for long enough. */
  record Rising(Episode episode) implements AlertPhase {
    @Override
    public Rising earlier(long ms) {
      return new Rising(episode.earlier(ms));
    }
  }

  /** There is an alert that has not ended. */
  sealed interface Open extends AlertPhase {
    /** Since when, and what was heard. */
    Episode episode();

    /** When the alert was raised. */
    long raisedMs();

    /** The same with a longer episode. */
    Open with(Episode longer);
  }

  /** Nobody has acknowledged it yet. */
  record Raised(Episode episode, long raisedMs) implements Open {
    @Override
    public Raised with(Episode longer) {
      return new Raised(longer, raisedMs);
    }
  }

  /** Nobody has, for so long that it is more urgent. */
  record Escalated(Episode episode, long raisedMs) implements Open {
    @Override
    public Escalated with(Episode longer) {
      return new Escalated(longer, raisedMs);
    }
  }

  /**
   * Somebody has.
   *
   * @param by who
   */
  record Acknowledged(Episode episode, long raisedMs, String by) implements Open {
    @Override
    public Acknowledged with(Episode longer) {
      return new Acknowledged(longer, raisedMs, by);
    }
  }

  /** An alert has ended, and no other is raised until then. */
  record Cooling(long untilMs) implements AlertPhase {
    @Override
    public Cooling earlier(long ms) {
      return new Cooling(untilMs - ms);
    }
  }

  /**
   * What an alert is about; kept, because its rule may be another by the time that it ends.
   *
   * @param condition what the rule looks at
   * @param priority how soon a person should look, after an escalation the new one
   * @param emotions labels that the rule watches
   */
  record Subject(AlertCondition condition, Priority priority, List<String> emotions) {
    /** Copies the labels. */
    public Subject {
      emotions = List.copyOf(emotions);
    }

    static Subject of(AlertRule rule) {
      return new Subject(rule.condition().kind(), rule.priority(), rule.condition().labels());
    }
  }

  /**
   * The time for which the condition has held.
   *
   * @param subject what it is about
   * @param session the sensor's session in which it began
   * @param sinceMs end of the window with which it began
   * @param score the last score
   * @param peak the highest
   * @param windows windows since it began
   * @param spoken those of them with speech
   * @param evidence the last of them, at most {@link #MAX_EVIDENCE}
   */
  record Episode(
      Subject subject,
      String session,
      long sinceMs,
      double score,
      double peak,
      int windows,
      int spoken,
      List<AlertEvidence> evidence) {

    /** Windows kept as evidence. */
    static final int MAX_EVIDENCE = 8;

    /** Copies the evidence. */
    public Episode {
      evidence = List.copyOf(evidence);
    }

    /** One that begins, with no window yet. */
    static Episode begin(AlertRule rule, String session, long sinceMs) {
      return new Episode(Subject.of(rule), session, sinceMs, 0, 0, 0, 0, List.of());
    }

    Episode earlier(long ms) {
      return new Episode(subject, session, sinceMs - ms, score, peak, windows, spoken, evidence);
    }

    Episode with(Priority priority) {
      var urgent = new Subject(subject.condition(), priority, subject.emotions());
      return new Episode(urgent, session, sinceMs, score, peak, windows, spoken, evidence);
    }

    /** At another score, with nothing heard. */
    Episode at(double next) {
      return new Episode(
          subject, session, sinceMs, next, Math.max(peak, next), windows, spoken, evidence);
    }

    Episode with(double next, boolean speech, AlertEvidence window) {
      var all = new ArrayList<>(evidence);
      all.add(window);
      return new Episode(
          subject,
          session,
          sinceMs,
          next,
          Math.max(peak, next),
          windows + 1,
          spoken + (speech ? 1 : 0),
          all.subList(Math.max(0, all.size() - MAX_EVIDENCE), all.size()));
    }

    /** The share of its windows with speech, 0 to 1. */
    double speechShare() {
      return windows == 0 ? 0 : (double) spoken / windows;
    }
  }
}
