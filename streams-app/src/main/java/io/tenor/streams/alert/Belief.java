package io.tenor.streams.alert;

import io.tenor.schema.Emotion;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The smoothed probabilities of the emotions and of silence, which together are about 1. */
public final class Belief {

  /** The emotions in the order of their states. */
  static final List<Emotion> EMOTIONS = List.of(Emotion.values());

  /** The state of silence; those before it are the emotions. */
  static final int SILENCE = EMOTIONS.size();

  /** The number of states. */
  static final int STATES = SILENCE + 1;

  private static final Belief START = start();

  private final double[] states;
  private final long atMs;

  /**
   * A belief at a time.
   *
   * @param states by state; not copied, not to be changed
   * @param atMs end of the window that it includes last, milliseconds since 1970
   */
  Belief(double[] states, long atMs) {
    this.states = states;
    this.atMs = atMs;
  }

  /** Of a sensor that was not heard before: nobody speaks. */
  static Belief ofNothing() {
    return START;
  }

  private static Belief start() {
    var states = new double[STATES];
    states[SILENCE] = 1;
    return new Belief(states, Long.MIN_VALUE);
  }

  /** The state of an emotion. */
  static int state(Emotion emotion) {
    return EMOTIONS.indexOf(emotion);
  }

  /** The probability of a state. */
  double of(int state) {
    return states[state];
  }

  /** The probability of these emotions together, 0 to 1. */
  double of(Collection<Emotion> emotions) {
    double sum = 0;
    for (var emotion : emotions) {
      sum += states[state(emotion)];
    }
    return Math.min(1, sum);
  }

  /**
   * Milliseconds from the last window to one that ends then; after a clock set back a usual one.
   */
  long interval(long endMs) {
    return endMs > atMs && atMs != Long.MIN_VALUE
        ? endMs - atMs
        : TemporalModel.NOMINAL_INTERVAL_MS;
  }

  /** End of the last window, milliseconds since 1970. */
  long atMs() {
    return atMs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Belief belief
        && Arrays.equals(states, belief.states)
        && atMs == belief.atMs;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(states) * 31 + Long.hashCode(atMs);
  }
}
