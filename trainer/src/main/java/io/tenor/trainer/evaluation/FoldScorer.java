package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Lets the network of a fold hear the utterances that it was not trained on. */
@FunctionalInterface
public interface FoldScorer {

  /** Random orders in which a speaker's utterances are heard. */
  int ORDERS = 3;

  /** Each utterance alone, and with histories where the network adapts. */
  FoldScorer STANDARD =
      (ensemble, training, test, seed) -> {
        try (UtteranceScorer scorer = new UtteranceScorer(ensemble, training.normalisation())) {
          Map<Hearing, List<List<Prediction>>> passes = new EnumMap<>(Hearing.class);
          passes.put(Hearing.ALONE, List.of(scorer.alone(test)));
          if (ensemble.memory().isPresent()) {
            LongFunction<List<Prediction>> random = order -> scorer.inOrder(test, order);
            LongFunction<List<Prediction>> moods = order -> scorer.inMoods(test, order);
            passes.put(Hearing.HISTORY, orders(random, seed));
            passes.put(Hearing.MOODS, orders(moods, seed));
            passes.put(Hearing.CALM, List.of(scorer.afterNeutral(test)));
            passes.put(Hearing.ONE_MOOD, List.of(scorer.inOneMood(test)));
          }
          return new Views(passes);
        }
      };

  /** Each utterance alone, for networks that are to ignore the past. */
  FoldScorer ALONE =
      (ensemble, training, test, seed) -> {
        try (UtteranceScorer scorer = new UtteranceScorer(ensemble, training.normalisation())) {
          return new Views(Map.of(Hearing.ALONE, List.of(scorer.alone(test))));
        }
      };

  private static List<List<Prediction>> orders(LongFunction<List<Prediction>> hear, long seed) {
    return LongStream.range(seed * ORDERS, (seed + 1) * ORDERS).mapToObj(hear).toList();
  }

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
