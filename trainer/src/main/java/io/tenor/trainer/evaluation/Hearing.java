package io.tenor.trainer.evaluation;

/** The ways in which tested utterances are heard. */
public enum Hearing {
  /** Each utterance on a sensor that has heard nothing. */
  ALONE,

  /** What the sensor has heard before are the speaker's other utterances, in a random order. */
  HISTORY,

  /**
   * The same in an order in which all utterances of one emotion come before those of the next: of
   * somebody whose mood lasts.
   */
  MOODS,

  /**
   * What the sensor has heard before are all other neutral utterances of the speaker, and nothing
   * else: of somebody who is calm at first.
   */
  CALM,

  /**
   * What the sensor has heard before are other utterances of the speaker in the same emotion, and
   * nothing else: of somebody who shows one mood only.
   */
  ONE_MOOD
}
