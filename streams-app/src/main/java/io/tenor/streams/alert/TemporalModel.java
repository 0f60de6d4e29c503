package io.tenor.streams.alert;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import java.time.Duration;

/**
 * How what is heard in a window is weighed with what was heard before: speech is a sequence, and
 * moods last longer than windows. A step is a function of event times and probabilities alone, the
 * same on every machine. Stateless and thread-safe.
 */
public sealed interface TemporalModel {

  /** The interval that a sensor's first window stands for, and the first after a clock set back. */
  long NOMINAL_INTERVAL_MS = 500;

  /** The belief after one more window. */
  Belief next(Belief before, EmotionEvent event);

  /** Each window alone. */
  record None() implements TemporalModel {
    @Override
    public Belief next(Belief before, EmotionEvent event) {
      return new Belief(observed(event), event.end().toEpochMilli());
    }
  }

  /**
   * A weighted mean: Brown's simple exponential smoothing with irregular intervals, where the old
   * value keeps the weight 2^(-dt/halfLife).
   *
   * @param halfLife above 0
   */
  record Exponential(Duration halfLife) implements TemporalModel {
    @Override
    public Belief next(Belief before, EmotionEvent event) {
      double kept = kept(before.interval(event.end().toEpochMilli()), halfLife);
      var observed = observed(event);
      for (int state = 0; state < observed.length; state++) {
        observed[state] = before.of(state) * kept + observed[state] * (1 - kept);
      }
      return new Belief(observed, event.end().toEpochMilli());
    }
  }

  /**
   * The forward recursion of a hidden Markov model in continuous time (Rabiner, "A tutorial on
   * hidden Markov models", 1989, equations 19 to 21, scaled). Its states are the emotions and
   * silence; a state lasts {@code dwell} on average, and then any state follows, silence as often
   * as all emotions together. The likelihood of a window in a state is what the model says of it
   * over what it says on average, so that a posterior from a balanced training set serves; it is
   * raised to the power {@code weight}, because windows overlap and are no independent witnesses.
   *
   * @param dwell how long a state lasts on average, above 0
   * @param weight of a window, above 0 and at most 1
   */
  record Markov(Duration dwell, double weight) implements TemporalModel {

    /** What speech is worth in the state of silence, and silence in any other. */
    private static final double SLIP = 0.02;

    /** No state is ruled out by one window. */
    private static final double LEAST = 1e-3;

    @Override
    public Belief next(Belief before, EmotionEvent event) {
      long dtMs = before.interval(event.end().toEpochMilli());
      double stay = StrictMath.exp(-(double) dtMs / dwell.toMillis());
      boolean silence = event.outcome() == Outcome.SILENCE;
      var observed = observed(event);
      var next = new double[observed.length];
      double sum = 0;
      for (int state = 0; state < next.length; state++) {
        boolean silent = state == Belief.SILENCE;
        double start = silent ? 0.5 : 0.5 / Belief.SILENCE;
        double likelihood =
            silent == silence
                ? silent ? 1 : Math.max(LEAST, observed[state] * Belief.SILENCE)
                : SLIP;
        next[state] =
            (before.of(state) * stay + (1 - stay) * start) * StrictMath.pow(likelihood, weight);
        sum += next[state];
      }
      for (int state = 0; state < next.length; state++) {
        next[state] /= sum;
      }
      return new Belief(next, event.end().toEpochMilli());
    }
  }

  /** The weight that a value keeps over an interval. */
  static double kept(long intervalMs, Duration halfLife) {
    return StrictMath.pow(2, -(double) intervalMs / halfLife.toMillis());
  }

  /** What a window says by itself, by state. */
  private static double[] observed(EmotionEvent event) {
    var observed = new double[Belief.STATES];
    if (event.outcome() == Outcome.SILENCE) {
      observed[Belief.SILENCE] = 1;
    } else {
      for (int state = 0; state < Belief.SILENCE; state++) {
        observed[state] =
            event.probabilities().getOrDefault(Belief.EMOTIONS.get(state).label(), 0.0);
      }
    }
    return observed;
  }
}
