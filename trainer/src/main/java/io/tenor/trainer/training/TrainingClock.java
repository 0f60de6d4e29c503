package io.tenor.trainer.training;

import java.time.Duration;
import java.util.function.Consumer;

/** Adds up loss and time between two reports of progress. */
final class TrainingClock {

  private final TrainingSettings settings;
  private final Consumer<TrainingProgress> report;
  private final int firstStep;
  private final long started = System.nanoTime();
  private double loss;
  private int losses;
  private long waited;

  TrainingClock(TrainingSettings settings, int firstStep, Consumer<TrainingProgress> report) {
    this.settings = settings;
    this.firstStep = firstStep;
    this.report = report;
  }

  void stepDone(int step, double stepLoss, long waitedNanos, boolean due) {
    loss += stepLoss;
    losses++;
    waited += waitedNanos;
    if (due || step == settings.steps()) {
      long elapsed = System.nanoTime() - started;
      int done = step - firstStep;
      report.accept(
          new TrainingProgress(
              step,
              settings.steps(),
              loss / losses,
              settings.rate(step - 1),
              elapsed / 1e6 / done / settings.batch(),
              (double) waited / elapsed,
              Duration.ofNanos(elapsed / done * (settings.steps() - step))));
      loss = 0;
      losses = 0;
    }
  }
}
