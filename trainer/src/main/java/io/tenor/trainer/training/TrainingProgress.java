package io.tenor.trainer.training;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a training run stands.
 *
 * @param step steps done
 * @param steps steps in all
 * @param loss mean loss since the last report
 * @param rate learning rate now
 * @param msPerWindow training time per window since the start, in milliseconds
 * @param waiting share of the time spent on making batches, 0 to 1
 * @param left estimated time to the end
 */
public record TrainingProgress(
    int step,
    int steps,
    double loss,
    double rate,
    double msPerWindow,
    double waiting,
    Duration left) {

  /** One line for a person. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "step %d/%d  loss %.3f  rate %.1e  %.1f ms/window  waiting for data %.0f %%  left %d:%02d",
        step,
        steps,
        loss,
        rate,
        msPerWindow,
        100 * waiting,
        left.toMinutes(),
        left.toSecondsPart());
  }
}
