package io.tenor.trainer.data;

/**
 * What draws training batches.
 *
 * <p>Batch k depends on the set, the settings, the seed and k alone, so a run that was stopped goes
 * on exactly as if it had not been. Not thread-safe.
 */
public interface BatchSource {

  /** Draws batch number {@code step}, from 0. */
  TrainingBatches.Batch batch(long step);
}
