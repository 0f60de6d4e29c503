package io.tenor.trainer.training;

/**
 * How a network is trained: how long, and by which optimizer. Its {@code toString} holds every
 * setting, for checkpoints are kept under it.
 */
public sealed interface TrainingRecipe permits TrainingSettings, RmsPropSettings {

  /** Batches in all, at least 1. */
  int steps();

  /** Windows in a batch, at least 1. */
  int batch();

  /** The same seed gives the same network on the same machine. */
  long seed();

  /**
   * Learning rate of a step.
   *
   * @param step from 0 to {@code steps - 1}
   */
  double rate(int step);

  /** The same with another seed. */
  TrainingRecipe withSeed(long other);
}
