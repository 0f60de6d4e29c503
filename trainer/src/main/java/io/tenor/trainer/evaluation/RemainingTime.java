package io.tenor.trainer.evaluation;

import io.tenor.trainer.training.TrainingProgress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Estimates when all folds are done: each step that is left, of folds under way and of folds to
 * come, takes as long as a step took lately, and as many steps go on at once as there are
 * executors.
 */
final class RemainingTime {

  private final Map<FoldTask, TrainingProgress> open = new HashMap<>();
  private final int executors;
  private double lastStepMs;

  RemainingTime(int executors) {
    this.executors = executors;
  }

  void add(FoldTask task) {
    open.put(task, null);
  }

  void done(FoldTask task) {
    open.remove(task);
  }

  Duration after(FoldTask task, TrainingProgress progress) {
    open.put(task, progress);
    double stepMs = 0;
    int measured = 0;
    for (TrainingProgress p : open.values()) {
      if (p != null && p.step() < p.steps()) {
        stepMs += (double) p.left().toMillis() / (p.steps() - p.step());
        measured++;
      }
    }
    if (measured > 0) {
      lastStepMs = stepMs / measured;
    }
    double allMs = 0;
    double longestMs = 0;
    for (TrainingProgress p : open.values()) {
      double left = lastStepMs * (p == null ? progress.steps() : p.steps() - p.step());
      allMs += left;
      longestMs = Math.max(longestMs, left);
    }
    return Duration.ofMillis((long) Math.max(longestMs, allMs / Math.min(executors, open.size())));
  }
}
