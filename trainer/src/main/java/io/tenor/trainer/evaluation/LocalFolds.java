package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import io.tenor.trainer.network.Weights;
import io.tenor.trainer.training.Training;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Runs folds in this process.
 *
 * <p>Nothing is chosen on what a fold tests: settings and number of steps are given beforehand, and
 * the bands' means and deviations are those of the training utterances. A changed copy of a tested
 * utterance is never trained on: variants belong to their utterance, on whichever side it is.
 *
 * <p>Only one may train at a time in a process: the engine's random numbers and its collector of
 * gradients are shared by all threads.
 */
public final class LocalFolds implements FoldExecutor {

  private final Recipe recipe;
  private final LongFunction<TrainingSet> sets;
  private final FoldScorer scorer;
  private final FoldStore store;
  private TrainingSet set;
  private long setSeed;

  /**
   * Prepares to run.
   *
   * @param recipe how networks are made
   * @param sets all utterances as columns, for a seed; asked again when the seed changes
   * @param scorer how they are heard
   * @param store where folds are kept
   */
  public LocalFolds(
      Recipe recipe, LongFunction<TrainingSet> sets, FoldScorer scorer, FoldStore store) {
    this.recipe = recipe;
    this.sets = sets;
    this.scorer = scorer;
    this.store = store;
  }

  @Override
  public boolean execute(FoldTask task, BooleanSupplier stop, Consumer<TrainingProgress> progress)
      throws IOException {
    if (set == null || setSeed != task.seed()) {
      set = sets.apply(task.seed());
      setSeed = task.seed();
    }
    Recipe own = recipe.withSeed(task.seed());
    TrainingSet training = set.only(task.fold().training());
    Path checkpoint = store.checkpoint(task);
    if (!Files.exists(checkpoint)) {
      store.clearCurve(task);
    }
    Optional<Weights> weights =
        new Training(own.network(), own.settings(), own.batches(), training, store.run(task))
            .train(
                checkpoint,
                true,
                stop,
                p -> {
                  store.addToCurve(task, new CurvePoint(p.step(), p.loss()));
                  progress.accept(p);
                });
    if (weights.isEmpty()) {
      return false;
    }
    Views views =
        scorer.score(
            own.network(), weights.get(), training, set.only(task.fold().test()), task.seed());
    store.write(
        task, new FoldResult(task.seed(), task.fold().name(), views.rounded(), store.curve(task)));
    return true;
  }

  @Override
  public void close() {
    set = null;
  }
}
