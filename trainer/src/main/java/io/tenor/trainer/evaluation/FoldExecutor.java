package io.tenor.trainer.evaluation;

import io.tenor.trainer.training.TrainingProgress;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trains and scores folds, one at a time, in this process or in another. */
public interface FoldExecutor extends Closeable {

  /**
   * Runs a fold to its end, from where it stood, and keeps the result in the work folder.
   *
   * @param task what to run
   * @param stop true ends it with its state kept
   * @param progress told every few steps
   * @return whether it is finished: false if stopped
   * @throws IOException in one sentence, if it cannot go on
   */
  boolean execute(FoldTask task, BooleanSupplier stop, Consumer<TrainingProgress> progress)
      throws IOException;

  @Override
  void close();
}
