package io.tenor.trainer.data;

/**
 * How batches are made; its {@code toString} holds every setting, for checkpoints are kept under
 * it.
 */
public interface BatchRecipe {

  /** Windows in a batch, at least 1. */
  int size();

  /**
   * Prepares to draw.
   *
   * @param set utterances to draw from, at least one
   * @param seed the same seed gives the same batches
   */
  BatchSource open(TrainingSet set, long seed);
}
