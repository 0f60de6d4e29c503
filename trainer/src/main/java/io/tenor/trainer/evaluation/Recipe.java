package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.BatchRecipe;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.training.TrainingRecipe;

/**
 * How a network is made: what a report's figures were measured with.
 *
 * @param network what is trained
 * @param settings how, with the seed of one training
 * @param batches how batches are made
 */
public record Recipe(Network network, TrainingRecipe settings, BatchRecipe batches) {

  /** Everything but the seed, in words: figures of other recipes are refused. */
  public String describe() {
    return String.join(
        "\n",
        network.toString(),
        // The seed is told apart: a report is about several.
        settings.toString().replaceAll(", seed=-?\\d+", ""),
        batches.toString());
  }

  /** The same with another seed. */
  public Recipe withSeed(long seed) {
    return new Recipe(network, settings.withSeed(seed), batches);
  }
}
