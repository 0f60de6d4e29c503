package io.tenor.trainer.training;

/**
 * What one batch said before the step.
 *
 * @param loss mean over its windows
 * @param hits windows whose highest logit was that of their highest target
 */
record StepResult(double loss, int hits) {}
