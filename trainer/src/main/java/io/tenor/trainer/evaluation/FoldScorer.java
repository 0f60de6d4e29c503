package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import java.util.ArrayList;
import java.util.List;

/** Lets the network of a fold hear the utterances that it was not trained on. */
@FunctionalInterface
public interface FoldScorer {

  /** Random orders in which a speaker's utterances are heard. */
  int ORDERS = 3;

  /** Each utterance alone, and with its sensor's history where the network adapts. */
  FoldScorer STANDARD =
      (network, weights, training, test, seed) -> {
        try (UtteranceScorer scorer =
            new UtteranceScorer(network, weights, training.normalisation())) {
          List<List<Prediction>> adapted = new ArrayList<>();
          List<List<Prediction>> moods = new ArrayList<>();
          for (int order = 0; network.adaptive() && order < ORDERS; order++) {
            adapted.add(scorer.inOrder(test, seed * ORDERS + order));
            moods.add(scorer.inMoods(test, seed * ORDERS + order));
          }
          return new Views(scorer.alone(test), adapted, moods);
        }
      };

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
