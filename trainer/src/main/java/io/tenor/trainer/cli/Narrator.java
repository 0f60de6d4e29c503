package io.tenor.trainer.cli;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.CrossValidation;
import io.tenor.trainer.evaluation.FoldResult;
import io.tenor.trainer.evaluation.FoldTask;
import io.tenor.trainer.evaluation.Hearing;
import io.tenor.trainer.training.TrainingProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says line by line how far a cross-validation is. */
final class Narrator implements CrossValidation.Listener {

  private final ProgressBar bar;
  private final int folds;

  Narrator(PrintWriter console, int folds) {
    this.bar = new ProgressBar(console);
    this.folds = folds;
  }

  @Override
  public void started(FoldTask task) {
    say(
        "Training %s: %d recordings, tested on %d.",
        task.title(), task.fold().training().size(), task.fold().test().size());
  }

  @Override
  public void progress(FoldTask task, TrainingProgress progress, Duration left) {
    bar.show(
        task.title(),
        progress,
        "all folds %d:%02d:%02d"
            .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart()));
  }

  @Override
  public void done(FoldTask task, FoldResult result, boolean kept, int done) {
    ConfusionMatrix plain = Answers.matrix(result.views().alone(), Labels.count());
    double adapted =
        result.views().of(Hearing.HISTORY).stream()
            .mapToDouble(order -> Answers.matrix(order, Labels.count()).unweightedAverageRecall())
            .average()
            .orElse(Double.NaN);
    say(
        "[%d/%d] %s: accuracy %.1f %%, UAR %.1f %%%s%s",
        done,
        folds,
        task.title(),
        100 * plain.accuracy(),
        100 * plain.unweightedAverageRecall(),
        Double.isNaN(adapted)
            ? ""
            : String.format(Locale.ROOT, ", with history UAR %.1f %%", 100 * adapted),
        kept ? " (kept from an earlier run)" : "");
  }

  private void say(String format, Object... values) {
    bar.say(String.format(Locale.ROOT, format, values));
  }
}
