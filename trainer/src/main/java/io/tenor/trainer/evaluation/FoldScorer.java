package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import java.util.ArrayList;
import java.util.List;

/** Lets the network of a fold hear the utterances that it was not trained on. */
@FunctionalInterface
public interface FoldScorer {

  /** Random orders in which a speaker's utterances are heard. */
  int ORDERS = 3;

  /** Each utterance alone, and with its sensor's history where the network adapts. */
  FoldScorer STANDARD =
      (ensemble, training, test, seed) -> {
        try (UtteranceScorer scorer = new UtteranceScorer(ensemble, training.normalisation())) {
          List<List<Prediction>> adapted = new ArrayList<>();
          List<List<Prediction>> moods = new ArrayList<>();
          for (int order = 0; ensemble.network().adaptive() && order < ORDERS; order++) {
            adapted.add(scorer.inOrder(test, seed * ORDERS + order));
            moods.add(scorer.inMoods(test, seed * ORDERS + order));
          }
          return new Views(scorer.alone(test), adapted, moods);
        }
      };

  /**
   * Scores a fold's test utterances.
   *
   * @param ensemble what was trained
   * @param training what it was trained on, for statistics of it
   * @param test what is scored, in the corpus's order
   * @param seed of the fold, for random orders
   */
  Views score(Ensemble ensemble, TrainingSet training, TrainingSet test, long seed);
}
