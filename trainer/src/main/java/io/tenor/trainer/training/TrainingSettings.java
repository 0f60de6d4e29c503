package io.tenor.trainer.training;

/**
 * How the compact network is trained: AdamW, with a rate that rises and falls once, and a moving
 * average of the weights as the result.
 *
 * @param steps batches in all
 * @param batch windows in a batch
 * @param peakRate highest learning rate of the one-cycle schedule
 * @param weightDecay decoupled weight decay of the kernels
 * @param clipNorm gradients of a larger norm are scaled down to it
 * @param averaging decay of the moving average of the weights that is the result
 * @param seed the same seed gives the same network on the same machine
 */
public record TrainingSettings(
    int steps,
    int batch,
    double peakRate,
    double weightDecay,
    double clipNorm,
    double averaging,
    long seed)
    implements TrainingRecipe {

  /** Refuses settings that cannot train. */
  public TrainingSettings {
    if (steps < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "training needs at least one step and one window in a batch, not %d and %d"
              .formatted(steps, batch));
    }
    if (!(peakRate > 0) || !(weightDecay >= 0) || !(clipNorm > 0)) {
      throw new IllegalArgumentException("rate and clip norm must be above 0, decay not below");
    }
    if (!(averaging >= 0 && averaging < 1)) {
      throw new IllegalArgumentException("averaging must be in [0, 1), not " + averaging);
    }
  }

  /** The settings that the shipped model is trained with, for a number of steps. */
  public static TrainingSettings standard(int steps, int batch, long seed) {
    return new TrainingSettings(steps, batch, 3e-3, 0.02, 5, 0.995, seed);
  }

  @Override
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(steps, batch, peakRate, weightDecay, clipNorm, averaging, other);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Up along a cosine for the first quarter, down to a thousandth along another for the rest
   * (Smith and Topin, "Super-Convergence", 2018).
   */
  @Override
  public double rate(int step) {
    double up = 0.25 * steps;
    double start = peakRate / 25;
    double end = peakRate / 1000;
    if (step < up) {
      return cosine(start, peakRate, step / up);
    }
    return cosine(peakRate, end, (step - up) / Math.max(1, steps - up));
  }

  private static double cosine(double from, double to, double share) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * share));
  }
}
