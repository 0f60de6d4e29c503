package io.tenor.trainer.evaluation;

import java.util.Locale;

/** The ways in which an exported model can hear recordings. */
public enum HeardOrder {
  /** All of a speaker's on one sensor, in the order of their names: as a monitor would. */
  NAMES,

  /** See {@link Hearing#ALONE}. */
  ALONE,

  /** See {@link Hearing#HISTORY}; one random order. */
  HISTORY,

  /** See {@link Hearing#MOODS}; one random order. */
  MOODS,

  /** See {@link Hearing#CALM}. */
  CALM,

  /** See {@link Hearing#ONE_MOOD}. */
  ONE_MOOD;

  /** Name in figures, such as {@code one_mood}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
