package io.tenor.trainer.training;

import io.tenor.trainer.data.BatchRecipe;
import io.tenor.trainer.data.Prefetch;
import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Trains a network on a set of utterances, with checkpoints, so that it can be stopped at any time.
 *
 * <p>Step k depends on the seed, on k and on the state before it alone: stopped and resumed gives
 * what one run gives.
 */
public final class Training {

  private static final int REPORT_STEPS = 20;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

  /** A checkpoint is written at most this share of the time. */
  private static final double CHECKPOINT_SHARE = 0.02;

  private final Network network;
  private final TrainingRecipe recipe;
  private final BatchRecipe batchRecipe;
  private final TrainingSet set;
  private final String run;

  /**
   * Prepares a run.
   *
   * @param network what is trained
   * @param recipe how long and by which optimizer
   * @param batchRecipe how batches are made
   * @param set the utterances
   * @param dataName identifies the utterances in checkpoints, such as their hash
   */
  public Training(
      Network network,
      TrainingRecipe recipe,
      BatchRecipe batchRecipe,
      TrainingSet set,
      String dataName) {
    this.network = network;
    this.recipe = recipe;
    this.batchRecipe = batchRecipe;
    this.set = set;
    run =
        String.join("\n", network.toString(), recipe.toString(), batchRecipe.toString(), dataName);
  }

  /**
   * Trains from the start, or from the checkpoint if one is wanted and there.
   *
   * @param checkpoint where the state is kept
   * @param resume whether to go on from it
   * @param stop asked after every step; true ends the run after writing a checkpoint
   * @param listener receives progress every few steps, and every epoch
   * @return the trained network; empty if stopped before the end
   * @throws IOException in one sentence, if the checkpoint cannot be used or written
   * @throws ArithmeticException in one sentence, if the loss is not a number any more
   */
  public Optional<Weights> train(
      Path checkpoint, boolean resume, BooleanSupplier stop, TrainingListener listener)
      throws IOException {
    NetworkPlan plan = NetworkPlan.of(network);
    Weights first = Weights.initial(plan, set.normalisation(), new SplittableRandom(recipe.seed()));
    try (Learner learner = Learner.start(network, recipe, first)) {
      Checkpoint state =
          resume && Files.exists(checkpoint)
              ? Checkpoint.read(checkpoint, run, learner)
              : new Checkpoint(0, new EpochSums());
      listener.begins(state.step());
      return run(learner, state, checkpoint, stop, listener);
    }
  }

  private Optional<Weights> run(
      Learner learner,
      Checkpoint state,
      Path checkpoint,
      BooleanSupplier stop,
      TrainingListener listener)
      throws IOException {
    TrainingClock clock = new TrainingClock(recipe, state.step(), listener);
    EpochSums sums = state.since();
    int step = state.step();
    try (Prefetch batches =
        new Prefetch(batchRecipe.open(set, recipe.seed()), step, recipe.steps())) {
      long saved = System.nanoTime();
      long interval = CHECKPOINT_INTERVAL.toNanos();
      while (step < recipe.steps()) {
        long asked = System.nanoTime();
        Batch batch = batches.take();
        long given = System.nanoTime();
        StepResult result = learner.take(batch, step);
        sums.add(result, batch.size());
        step++;
        clock.stepDone(step, result.loss(), given - asked, step % REPORT_STEPS == 0);
        if (pointAfter(step, listener.epochsPerPoint())) {
          long looked = System.nanoTime();
          listener.epochEnds(
              new Epoch(epochs(step), step, sums.meanLoss(), sums.accuracy(), learner::result));
          sums = new EpochSums();
          clock.pause(System.nanoTime() - looked);
        }
        boolean last = step == recipe.steps();
        boolean stopped = !last && stop.getAsBoolean();
        if (stopped || last || System.nanoTime() - saved > interval) {
          long began = System.nanoTime();
          new Checkpoint(step, sums).write(checkpoint, run, learner);
          saved = System.nanoTime();
          interval = Math.max(interval, (long) ((saved - began) / CHECKPOINT_SHARE));
          clock.pause(saved - began);
        }
        if (stopped) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(learner.result());
  }

  /** Whether this step completes as many passes over the utterances as a point takes. */
  private boolean pointAfter(int step, int epochsPerPoint) {
    return step == recipe.steps()
        || (step * (long) recipe.batch()) / set.items().size() / epochsPerPoint
            > ((step - 1) * (long) recipe.batch()) / set.items().size() / epochsPerPoint;
  }

  /** Passes over the utterances that so many steps have begun or done. */
  private int epochs(int step) {
    long windows = step * (long) recipe.batch();
    return (int) Math.max(1, windows / set.items().size());
  }
}
