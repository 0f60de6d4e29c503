package io.tenor.trainer.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One division of a corpus: what is trained on, and what is scored by the network that came of it.
 *
 * @param name unique in its protocol and seed, such as the speaker who is left out
 * @param training ids of the utterances to train on, at least one
 * @param test ids of the utterances to score, at least one, none of them trained on
 */
public record Fold(String name, List<String> training, List<String> test) {

  /** Copies the lists, and refuses what would test a network on what it was trained on. */
  public Fold {
    training = List.copyOf(training);
    test = List.copyOf(test);
    if (training.isEmpty() || test.isEmpty()) {
      throw new IllegalArgumentException(
          "the fold %s has %d utterances to train on and %d to test: it needs both"
              .formatted(name, training.size(), test.size()));
    }
    Set<String> both = new HashSet<>(training);
    both.retainAll(test);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          "the fold %s trains on what it tests, such as %s"
              .formatted(name, both.iterator().next()));
    }
  }
}
