package io.tenor.streams.alert;

import io.tenor.schema.Emotion;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.streams.alert.Condition.Clipped;
import io.tenor.streams.alert.Condition.Mixed;
import io.tenor.streams.alert.Condition.Noisy;
import io.tenor.streams.alert.Condition.Quiet;
import io.tenor.streams.alert.Condition.Rising;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a window does to the score of a condition.
 *
 * @param score the condition's score with this window, 0 to 1
 * @param observed what the condition sees in this window alone, 0 to 1
 * @param state what has to be remembered; its phase is the old one
 */
record Scoring(double score, double observed, RuleState state) {

  /**
   * Scores a window.
   *
   * @param belief with this window
   * @param intervalMs from the window before
   */
  static Scoring of(
      Condition condition, RuleState before, Belief belief, EmotionEvent event, long intervalMs) {
    return switch (condition.kind()) {
      case EMOTION ->
          new Scoring(
              belief.of(condition.emotions()), observed(condition.emotions(), event), before);
      case MIXED -> {
        var groups = ((Mixed) condition).groups();
        yield new Scoring(
            groups.stream().mapToDouble(belief::of).min().orElse(0),
            groups.stream().mapToDouble(group -> observed(group, event)).min().orElse(0),
            before);
      }
      case AROUSAL -> {
        var arousal = (Condition.Arousal) condition;
        yield new Scoring(
            arousal(arousal, emotion -> belief.of(List.of(emotion))),
            arousal(arousal, emotion -> observed(List.of(emotion), event)),
            before);
      }
      case RISING -> rising((Rising) condition, before, belief, event, intervalMs);
      case UNKNOWN ->
          speech(event)
              ? share(
                  event.outcome() == Outcome.UNKNOWN,
                  ((Condition.Unknown) condition).over(),
                  before,
                  intervalMs)
              : new Scoring(before.score(), 0, before);
      case CLIPPED ->
          share(
              event.clippedMs() > Clipped.SHARE * lengthMs(event),
              ((Clipped) condition).over(),
              before,
              intervalMs);
      case NOISY -> {
        var noisy = (Noisy) condition;
        yield share(event.noiseDb() > noisy.aboveDb(), noisy.over(), before, intervalMs);
      }
      case QUIET -> {
        var quiet = (Quiet) condition;
        yield share(event.levelDb() < quiet.belowDb(), quiet.over(), before, intervalMs);
      }
      case OFFLINE -> new Scoring(0, 0, before);
    };
  }

  /** Whether somebody speaks in a window. */
  static boolean speech(EmotionEvent event) {
    return event.outcome() != Outcome.SILENCE;
  }

  /** The arousal of somebody whose emotions have these probabilities. */
  private static double arousal(Condition.Arousal condition, ToDoubleFunction<Emotion> of) {
    double arousal = 0;
    for (var emotion : Emotion.values()) {
      arousal += emotion.arousal() * of.applyAsDouble(emotion);
    }
    double counts = condition.emotions().stream().mapToDouble(of).sum();
    double not = condition.unless().stream().mapToDouble(of).sum();
    return !condition.unless().isEmpty() && not >= counts ? 0 : Math.min(1, arousal);
  }

  private static Scoring rising(
      Rising rising, RuleState before, Belief belief, EmotionEvent event, long intervalMs) {
    double now = belief.of(rising.emotions());
    double observed = observed(rising.emotions(), event);
    if (before.usual() < 0) {
      return new Scoring(
          0, observed, speech(event) ? new RuleState(before.phase(), 0, now) : before);
    }
    double score = Math.max(0, now - before.usual());
    if (!speech(event)) {
      return new Scoring(score, observed, before);
    }
    double kept = TemporalModel.kept(intervalMs, rising.over());
    return new Scoring(
        score,
        observed,
        new RuleState(before.phase(), 0, before.usual() * kept + now * (1 - kept)));
  }

  private static Scoring share(boolean holds, Duration over, RuleState before, long intervalMs) {
    double observed = holds ? 1 : 0;
    double kept = TemporalModel.kept(intervalMs, over);
    double score = before.score() * kept + observed * (1 - kept);
    return new Scoring(score, observed, new RuleState(before.phase(), score, before.usual()));
  }

  private static double observed(Collection<Emotion> emotions, EmotionEvent event) {
    double sum = 0;
    for (var emotion : emotions) {
      sum += event.probabilities().getOrDefault(emotion.label(), 0.0);
    }
    return Math.min(1, sum);
  }

  private static long lengthMs(EmotionEvent event) {
    return event.end().toEpochMilli() - event.start().toEpochMilli();
  }
}
