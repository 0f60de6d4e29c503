package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.TrainedNetwork;
import io.tenor.trainer.network.Weights;
import io.tenor.trainer.training.Epoch;
import io.tenor.trainer.training.Training;
import io.tenor.trainer.training.TrainingListener;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/**
 * Trains the networks of a model one after the other. A network that is done stays as a checkpoint
 * until the model is: a run that was stopped goes on with the network where it was.
 */
public final class EnsembleTraining {

  private final Recipe recipe;
  private final LongFunction<TrainingSet> sets;
  private final String dataName;

  /**
   * Prepares a run.
   *
   * @param recipe with the model's seed
   * @param sets the utterances as columns, for a network's seed
   * @param dataName identifies the utterances in checkpoints, such as their hash
   */
  public EnsembleTraining(Recipe recipe, LongFunction<TrainingSet> sets, String dataName) {
    this.recipe = recipe;
    this.sets = sets;
    this.dataName = dataName;
  }

  /**
   * Trains what is not trained yet.
   *
   * @param checkpoints where each member's state is kept
   * @param resume whether to go on from them
   * @param stop asked after every step; true ends the run after writing a checkpoint
   * @param listener told of the first member's epochs, and of the progress of all
   * @return the trained networks; empty if stopped before the end
   * @throws IOException in one sentence, if a checkpoint cannot be used or written
   */
  public Optional<Ensemble> train(
      IntFunction<Path> checkpoints,
      boolean resume,
      BooleanSupplier stop,
      TrainingListener listener)
      throws IOException {
    List<TrainedNetwork> members = new ArrayList<>();
    for (int member = 0; member < recipe.members().size(); member++) {
      Recipe own = recipe.member(member);
      TrainingSet set = sets.apply(own.settings().seed());
      Optional<Weights> weights =
          new Training(
                  own.network(), own.settings(), own.batches(), set, dataName + recipe.hearing())
              .train(
                  checkpoints.apply(member),
                  resume,
                  stop,
                  member == 0 ? first(listener) : later(member, listener));
      if (weights.isEmpty()) {
        return Optional.empty();
      }
      members.add(new TrainedNetwork(own.network(), weights.get()));
    }
    return Optional.of(new Ensemble(members));
  }

  private TrainingListener first(TrainingListener listener) {
    return recipe.members().size() == 1 ? listener : new FirstMember(listener);
  }

  private TrainingListener later(int member, TrainingListener listener) {
    return progress -> listener.accept(ofAll(progress, member));
  }

  /** Progress of one member as that of all. */
  private TrainingProgress ofAll(TrainingProgress own, int member) {
    int steps = own.steps();
    double perStep = own.msPerWindow() * recipe.settings().batch();
    Duration others =
        Duration.ofMillis((long) (perStep * steps * (recipe.members().size() - 1 - member)));
    return new TrainingProgress(
        member * steps + own.step(),
        recipe.members().size() * steps,
        own.loss(),
        own.rate(),
        own.msPerWindow(),
        own.waiting(),
        own.left().plus(others));
  }

  /** Passes everything on, progress as that of all. */
  private final class FirstMember implements TrainingListener {
    private final TrainingListener listener;

    FirstMember(TrainingListener listener) {
      this.listener = listener;
    }

    @Override
    public void accept(TrainingProgress progress) {
      listener.accept(ofAll(progress, 0));
    }

    @Override
    public void begins(int step) throws IOException {
      listener.begins(step);
    }

    @Override
    public int epochsPerPoint() {
      return listener.epochsPerPoint();
    }

    @Override
    public void epochEnds(Epoch epoch) throws IOException {
      listener.epochEnds(epoch);
    }
  }
}
