package io.tenor.trainer.evaluation;

/**
 * A fold to be trained and scored with a seed.
 *
 * @param seed of split, network and batches
 * @param fold what is trained on and tested
 */
public record FoldTask(long seed, Fold fold) {

  /** Names the task for a person. */
  public String title() {
    return "fold %s, seed %d".formatted(fold.name(), seed);
  }
}
