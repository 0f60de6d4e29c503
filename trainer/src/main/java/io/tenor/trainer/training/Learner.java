package io.tenor.trainer.training;

import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A network in training: its values, and the state of what moves them. */
interface Learner extends AutoCloseable {

  /** Starts from first values with the optimizer that the recipe names. */
  static Learner start(Network network, TrainingRecipe recipe, Weights first) {
    if (recipe instanceof TrainingSettings settings) {
      return new HeapLearner(network, settings, first);
    }
    return new EngineLearner(network, (RmsPropSettings) recipe, first);
  }

  /**
   * Moves the values by one batch.
   *
   * @throws ArithmeticException in one sentence, if the loss is not a number any more
   */
  StepResult take(Batch batch, int step);

  /** What the training would give if it ended now; not to be changed. */
  Weights result();

  /** Writes values and state for {@link #read}. */
  void write(DataOutput out) throws IOException;

  /**
   * Goes back to what {@link #write} wrote for the same network and recipe.
   *
   * @param stepsDone steps that had been taken
   */
  void read(DataInput in, int stepsDone) throws IOException;

  @Override
  void close();
}
