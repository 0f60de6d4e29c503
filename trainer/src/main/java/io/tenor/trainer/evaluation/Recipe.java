package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.BatchRecipe;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.training.TrainingRecipe;

/**
 * How a model is made: what a report's figures were measured with.
 *
 * @param network what is trained
 * @param members how many networks are trained, apart, to answer together; at least 1
 * @param settings how, with the seed of one training
 * @param batches how batches are made
 */
public record Recipe(Network network, int members, TrainingRecipe settings, BatchRecipe batches) {

  /** Refuses a model without a network. */
  public Recipe {
    if (members < 1) {
      throw new IllegalArgumentException("a model has at least one network, not " + members);
    }
  }

  /** Everything but the seed, in words: figures of other recipes are refused. */
  public String describe() {
    return String.join(
        "\n",
        members == 1 ? network.toString() : members + " of " + network,
        // The seed is told apart: a report is about several.
        settings.toString().replaceAll(", seed=-?\\d+", ""),
        batches.toString());
  }

  /**
   * How one of the networks is made: a model of one, with a seed that no network of a model with
   * another seed has.
   *
   * @param member from 0 to {@code members - 1}
   */
  public Recipe member(int member) {
    long seed = (settings.seed() - 1) * members + member + 1;
    return new Recipe(network, 1, settings.withSeed(seed), batches);
  }

  /** The same with another seed. */
  public Recipe withSeed(long seed) {
    return new Recipe(network, members, settings.withSeed(seed), batches);
  }
}
