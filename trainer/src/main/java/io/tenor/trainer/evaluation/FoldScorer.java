package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import java.util.List;

/** Lets the network of a fold hear the utterances that it was not trained on. */
@FunctionalInterface
public interface FoldScorer {

  /** Each utterance alone, without any history. */
  FoldScorer PLAIN =
      (network, weights, training, test, seed) ->
          new Views(UtteranceScorer.score(network, weights, test), List.of());

  /**
   * Scores a fold's test utterances.
   *
   * @param network the network
   * @param weights its trained values
   * @param training what it was trained on, for statistics of it
   * @param test what is scored, in the corpus's order
   * @param seed of the fold, for random orders
   */
  Views score(Network network, Weights weights, TrainingSet training, TrainingSet test, long seed);
}
