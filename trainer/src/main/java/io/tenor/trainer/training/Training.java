package io.tenor.trainer.training;

import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.TrainingBatches;
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
import java.util.function.Consumer;

/**
 * Trains a network on a set of utterances, with checkpoints, so that it can be stopped at any time.
 *
 * <p>The result is the moving average of the weights. Step k depends on the seed, on k and on the
 * state before it alone: stopped and resumed gives what one run gives.
 */
public final class Training {

  private static final int REPORT_STEPS = 20;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

  private final Network network;
  private final TrainingSettings settings;
  private final BatchSettings batchSettings;
  private final TrainingSet set;
  private final String run;

  /**
   * Prepares a run.
   *
   * @param network what is trained
   * @param settings how to train
   * @param batchSettings how batches are made
   * @param set the utterances
   * @param dataName identifies the utterances in checkpoints, such as their hash
   */
  public Training(
      Network network,
      TrainingSettings settings,
      BatchSettings batchSettings,
      TrainingSet set,
      String dataName) {
    this.network = network;
    this.settings = settings;
    this.batchSettings = batchSettings;
    this.set = set;
    run =
        String.join(
            "\n", network.toString(), settings.toString(), batchSettings.toString(), dataName);
  }

  /**
   * Trains from the start, or from the checkpoint if one is wanted and there.
   *
   * @param checkpoint where the state is kept
   * @param resume whether to go on from it
   * @param stop asked after every step; true ends the run after writing a checkpoint
   * @param report receives progress every few steps
   * @return the trained network; empty if stopped before the end
   * @throws IOException in one sentence, if the checkpoint cannot be used or written
   * @throws ArithmeticException in one sentence, if the loss is not a number any more
   */
  public Optional<Weights> train(
      Path checkpoint, boolean resume, BooleanSupplier stop, Consumer<TrainingProgress> report)
      throws IOException {
    NetworkPlan plan = NetworkPlan.of(network);
    Checkpoint state = start(plan, checkpoint, resume);
    TrainingBatches batches = new TrainingBatches(set, batchSettings, settings.seed());
    TrainingClock clock = new TrainingClock(settings, state.step(), report);
    int step = state.step();
    try (GradientStep gradientStep = new GradientStep(network, state.weights(), settings)) {
      long saved = System.nanoTime();
      while (step < settings.steps()) {
        long asked = System.nanoTime();
        TrainingBatches.Batch batch = batches.batch(step);
        long given = System.nanoTime();
        double loss = gradientStep.take(batch, state, step);
        // Early on the average follows closely, so that the random start does not linger in it.
        double decay = Math.min(settings.averaging(), (1.0 + step) / (10.0 + step));
        state.average().moveToward(state.weights(), 1 - decay);
        step++;
        clock.stepDone(step, loss, given - asked, step % REPORT_STEPS == 0);
        boolean stopped = step < settings.steps() && stop.getAsBoolean();
        boolean due = System.nanoTime() - saved > CHECKPOINT_INTERVAL.toNanos();
        if (stopped || due || step == settings.steps()) {
          new Checkpoint(step, state.weights(), state.average(), state.optimizer())
              .write(checkpoint, run);
          saved = System.nanoTime();
        }
        if (stopped) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(state.average());
  }

  private Checkpoint start(NetworkPlan plan, Path checkpoint, boolean resume) throws IOException {
    if (resume && Files.exists(checkpoint)) {
      return Checkpoint.read(checkpoint, run, plan, settings.weightDecay());
    }
    Weights weights =
        Weights.initial(plan, set.normalisation(), new SplittableRandom(settings.seed()));
    return new Checkpoint(0, weights, weights.copy(), new AdamW(plan, settings.weightDecay()));
  }
}
