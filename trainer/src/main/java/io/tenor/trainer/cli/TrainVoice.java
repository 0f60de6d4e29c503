package io.tenor.trainer.cli;

import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.CurveRecorder;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.training.Epoch;
import io.tenor.trainer.training.TrainingListener;
import io.tenor.trainer.training.TrainingProgress;
import java.nio.file.Path;
import java.util.Locale;

/** Says how the training of one network goes: a bar, and about twenty lines that stay. */
final class TrainVoice implements TrainingListener {

  private static final int POINTS = 20;

  private final ProgressBar bar;
  private final Recipe recipe;
  private final TrainingSet set;

  /** For a recipe and what is trained on. */
  TrainVoice(ProgressBar bar, Recipe recipe, TrainingSet set) {
    this.bar = bar;
    this.recipe = recipe;
    this.set = set;
  }

  /**
   * The same, and what the network says of utterances that it is not trained on.
   *
   * @param validation these utterances
   * @param file where the curve is kept
   */
  TrainingListener hearing(TrainingSet validation, Path file) {
    return new CurveRecorder(
        recipe.member(0).network(),
        set.normalisation(),
        validation,
        file,
        epochsPerPoint(),
        this,
        point ->
            say(
                "epoch %d  loss %.3f  accuracy %.1f %%  held out: loss %.3f  accuracy %.1f %%  UAR"
                    + " %.1f %%",
                point.epoch(),
                point.loss(),
                100 * point.accuracy(),
                point.validationLoss(),
                100 * point.validationAccuracy(),
                100 * point.validationUar()));
  }

  @Override
  public int epochsPerPoint() {
    long windows = (long) recipe.settings().steps() * recipe.settings().batch();
    return (int) Math.max(1, windows / set.items().size() / POINTS);
  }

  @Override
  public void accept(TrainingProgress progress) {
    bar.show("", progress, "");
  }

  @Override
  public void epochEnds(Epoch epoch) {
    say(
        "epoch %d  loss %.3f  accuracy %.1f %%",
        epoch.number(), epoch.loss(), 100 * epoch.accuracy());
  }

  private void say(String format, Object... values) {
    bar.say(String.format(Locale.ROOT, format, values));
  }
}
