package io.tenor.trainer.evaluation;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.training.TrainingListener;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
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
  private final Map<Long, TrainingSet> kept = new HashMap<>();
  private long setsSeed;

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
    Recipe own = recipe.withSeed(task.seed());
    if (setsSeed != task.seed()) {
      kept.clear();
      setsSeed = task.seed();
    }
    if (!Files.exists(store.checkpoint(task, 0))) {
      store.clearCurve(task);
    }
    Optional<Ensemble> ensemble =
        train(
            task,
            stop,
            p -> {
              if (p.step() <= own.settings().steps()) { // the first network's
                store.addToCurve(task, new CurvePoint(p.step(), p.loss()));
              }
              progress.accept(p);
            });
    if (ensemble.isEmpty()) {
      return false;
    }
    TrainingSet all = set(own.member(0).settings().seed());
    Views views =
        scorer.score(
            ensemble.get(),
            all.only(task.fold().training()),
            all.only(task.fold().test()),
            task.seed());
    store.write(
        task, new FoldResult(task.seed(), task.fold().name(), views.rounded(), store.curve(task)));
    return true;
  }

  /** Trains what is not trained yet; empty if stopped. */
  private Optional<Ensemble> train(FoldTask task, BooleanSupplier stop, TrainingListener progress)
      throws IOException {
    return new EnsembleTraining(
            recipe.withSeed(task.seed()),
            seed -> set(seed).only(task.fold().training()),
            store.run(task))
        .train(member -> store.checkpoint(task, member), true, stop, progress);
  }

  /**
   * What a fold that is done has trained.
   *
   * @param ensemble its networks
   * @param set what they were trained on
   */
  public record Trained(Ensemble ensemble, TrainingSet set) {}

  /**
   * The networks of a fold that is done, from its checkpoints; trains them again if those are gone.
   *
   * @throws IOException in one sentence, if a checkpoint cannot be used
   */
  public Trained trained(FoldTask task) throws IOException {
    Ensemble ensemble = train(task, () -> false, progress -> {}).orElseThrow();
    long seed = recipe.withSeed(task.seed()).member(0).settings().seed();
    return new Trained(ensemble, set(seed).only(task.fold().training()));
  }

  private TrainingSet set(long seed) {
    return kept.computeIfAbsent(seed, sets::apply);
  }

  @Override
  public void close() {
    kept.clear();
  }
}
