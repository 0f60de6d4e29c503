package io.tenor.trainer.training;

import java.time.Duration;
import java.util.function.Consumer;

/** Adds up loss and time between two reports of progress. */
final class TrainingClock {

  private final TrainingRecipe recipe;
  private final Consumer<TrainingProgress> report;
  private final int firstStep;
  private long started = System.nanoTime();
  private double loss;
  private int losses;
  private long waited;

  TrainingClock(TrainingRecipe recipe, int firstStep, Consumer<TrainingProgress> report) {
    this.recipe = recipe;
    this.firstStep = firstStep;
    this.report = report;
  }

  /** Leaves time that was not spent on training out. */
  void pause(long nanos) {
    started += nanos;
  }

  void stepDone(int step, double stepLoss, long waitedNanos, boolean due) {
    loss += stepLoss;
    losses++;
    waited += waitedNanos;
    if (due || step == recipe.steps()) {
      long elapsed = System.nanoTime() - started;
      int done = step - firstStep;
      report.accept(
          new TrainingProgress(
              step,
              recipe.steps(),
              loss / losses,
              recipe.rate(step - 1),
              elapsed / 1e6 / done / recipe.batch(),
              (double) waited / elapsed,
              Duration.ofNanos(elapsed / done * (recipe.steps() - step))));
      loss = 0;
      losses = 0;
    }
  }
}
