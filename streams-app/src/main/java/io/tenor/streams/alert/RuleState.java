package io.tenor.streams.alert;

/**
 * What is known of one rule and one sensor.
 *
 * @param phase where it stands
 * @param score the smoothed share of a condition that is not in the belief, 0 to 1
 * @param usual what was usual, of a condition that compares with it; below 0 before there was any
 */
record RuleState(AlertPhase phase, double score, double usual) {

  static final RuleState NEW = new RuleState(AlertPhase.Calm.CALM, 0, -1);

  RuleState with(AlertPhase next) {
    return new RuleState(next, score, usual);
  }

  /** Whether there is nothing to remember of it. */
  boolean isNew() {
    return equals(NEW);
  }
}
