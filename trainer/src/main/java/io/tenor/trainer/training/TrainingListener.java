package io.tenor.trainer.training;

import java.io.IOException;
import java.util.function.Consumer;

/** Is told what happens while a network is trained. */
@FunctionalInterface
public interface TrainingListener extends Consumer<TrainingProgress> {

  /** Training begins after so many steps; more than none where it goes on from a checkpoint. */
  default void begins(int step) throws IOException {}

  /** Passes over the utterances from one {@link #epochEnds} to the next, at least 1. */
  default int epochsPerPoint() {
    return 1;
  }

  /** Some passes over the utterances are done, or the training is. */
  default void epochEnds(Epoch epoch) throws IOException {}
}
