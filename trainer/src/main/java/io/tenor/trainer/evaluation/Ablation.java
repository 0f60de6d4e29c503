package io.tenor.trainer.evaluation;

import io.tenor.corpus.Corpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.network.Weights;
import io.tenor.trainer.training.Training;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains rows of the paper's Table IV one after the other on the same random split by utterance, as
 * the paper divides, and scores each on the utterances held out.
 *
 * <p>A finished row is a file in its folder, an unfinished one a checkpoint: a killed run goes on
 * where it was.
 */
public final class Ablation {

  /** The paper's division as we read it: four fifths for training, one fifth to test. */
  public static final RandomSplit SPLIT = new RandomSplit(5);

  private static final int CURVE_POINTS = 100;

  private final Corpus corpus;
  private final TrainingSet set;
  private final Map<PaperRow, Recipe> rows;
  private final Path work;

  /**
   * Prepares a run.
   *
   * @param corpus the utterances
   * @param set the same as columns
   * @param rows what to train and how, in this order
   * @param work folder of the rows' folders
   */
  public Ablation(Corpus corpus, TrainingSet set, Map<PaperRow, Recipe> rows, Path work) {
    this.corpus = corpus;
    this.set = set;
    this.rows = new LinkedHashMap<>(rows);
    this.work = work;
  }

  /**
   * What came of a row.
   *
   * @param row which
   * @param predictions of the held-out utterances
   * @param curve how the training went
   */
  public record RowResult(PaperRow row, List<Prediction> predictions, LearningCurve curve) {
    /** Copies the list. */
    public RowResult {
      predictions = List.copyOf(predictions);
    }
  }

  /** Is told how far the ablation is. */
  public interface Listener {
    /** A row begins. */
    void started(PaperRow row, NetworkPlan plan);

    /** A row is under way; {@code left} is the time to the end of all rows. */
    void progress(PaperRow row, TrainingProgress progress, Duration left);

    /** A row's network was looked at. */
    void point(PaperRow row, LearningCurve.Point point);

    /** A row is done, just now or in an earlier run. */
    void done(RowResult result, boolean kept);
  }

  /**
   * Trains the rows that are not done.
   *
   * @param stop asked after every step; true ends the run with its state kept
   * @return one result a row; empty if stopped
   * @throws IOException in one sentence, if the work folder cannot be used
   */
  public Optional<List<RowResult>> run(BooleanSupplier stop, Listener listener) throws IOException {
    List<RowResult> results = new ArrayList<>();
    for (Map.Entry<PaperRow, Recipe> entry : rows.entrySet()) {
      PaperRow row = entry.getKey();
      Recipe recipe = entry.getValue();
      FoldStore store = new FoldStore(work.resolve(row.key()), SPLIT, recipe, corpus.sha256());
      FoldTask task = task(recipe);
      Optional<FoldResult> finished = store.read(task);
      boolean kept = finished.isPresent();
      if (!kept) {
        listener.started(row, NetworkPlan.of(recipe.network()));
        if (!train(row, recipe, store, task, stop, listener)) {
          return Optional.empty();
        }
        finished = store.read(task);
      }
      RowResult result =
          new RowResult(
              row, finished.orElseThrow().views().alone(), LearningCurve.read(curveFile(row)));
      results.add(result);
      listener.done(result, kept);
    }
    return Optional.of(results);
  }

  private FoldTask task(Recipe recipe) {
    long seed = recipe.settings().seed();
    return new FoldTask(seed, SPLIT.folds(corpus.utterances(), seed).get(0));
  }

  private boolean train(
      PaperRow row,
      Recipe recipe,
      FoldStore store,
      FoldTask task,
      BooleanSupplier stop,
      Listener listener)
      throws IOException {
    TrainingSet training = set.only(task.fold().training());
    TrainingSet test = set.only(task.fold().test());
    long windows = (long) recipe.settings().steps() * recipe.settings().batch();
    int epochsPerPoint = (int) Math.max(1, windows / training.items().size() / CURVE_POINTS);
    CurveRecorder recorder =
        new CurveRecorder(
            recipe.network(),
            training.normalisation(),
            test,
            curveFile(row),
            epochsPerPoint,
            progress -> listener.progress(row, progress, left(row, progress)),
            point -> listener.point(row, point));
    Optional<Weights> weights =
        new Training(
                recipe.network(), recipe.settings(), recipe.batches(), training, store.run(task))
            .train(store.checkpoint(task, 0), true, stop, recorder);
    if (weights.isEmpty()) {
      return false;
    }
    Views views =
        FoldScorer.STANDARD.score(
            Ensemble.of(recipe.network(), weights.get()), training, test, task.seed());
    store.write(task, new FoldResult(task.seed(), task.fold().name(), views.rounded(), List.of()));
    return true;
  }

  /** The row's own time, and for the rows to come the same for each multiplication. */
  private Duration left(PaperRow now, TrainingProgress progress) {
    double own = work(now);
    boolean past = false;
    double toCome = 0;
    for (PaperRow row : rows.keySet()) {
      toCome += past ? work(row) : 0;
      past |= row == now;
    }
    double rowMs = progress.msPerWindow() * work(now) / cost(now);
    return progress.left().plusMillis((long) (rowMs * toCome / own));
  }

  /** Multiplications of a row's whole training, up to a factor. */
  private double work(PaperRow row) {
    Recipe recipe = rows.get(row);
    return cost(row) * recipe.settings().steps() * recipe.settings().batch();
  }

  private double cost(PaperRow row) {
    return NetworkPlan.of(rows.get(row).network()).multiplyAdds();
  }

  private Path curveFile(PaperRow row) {
    return work.resolve(row.key()).resolve("curve.json");
  }
}
