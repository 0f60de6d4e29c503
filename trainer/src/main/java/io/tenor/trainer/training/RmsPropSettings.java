package io.tenor.trainer.training;

/**
 * How the paper trains: RMSProp, equations (3) and (4), with the settings of Table III.
 *
 * @param steps batches in all
 * @param batch windows in a batch
 * @param firstRate learning rate of the first step
 * @param decay what the learning rate falls by: {@code firstRate / (1 + decay * step)}, as Keras's
 *     optimizers of the paper's time read a "decay"
 * @param slip share of the old squared gradients that each step keeps, eta of equation (3)
 * @param epsilon added to their root, equation (4)
 * @param firstSquare where r begins; with 1, as TensorFlow's optimizer begins, the first steps are
 *     small, with 0 they are three times the learning rate in every value at once
 * @param part windows that go through the network at once, whose gradients are added up until the
 *     batch is complete: less memory, same step
 * @param seed the same seed gives the same network on the same machine
 */
public record RmsPropSettings(
    int steps,
    int batch,
    double firstRate,
    double decay,
    double slip,
    double epsilon,
    double firstSquare,
    int part,
    long seed)
    implements TrainingRecipe {

  /** Batches that the paper trains for. */
  public static final int PAPER_STEPS = 100_000;

  /** Windows in the paper's batches. */
  public static final int PAPER_BATCH = 50;

  private static final int PART = 10;

  /** Refuses settings that cannot train. */
  public RmsPropSettings {
    if (steps < 1 || batch < 1 || part < 1) {
      throw new IllegalArgumentException(
          "training needs a step, a window in a batch and one in a part, not %d, %d and %d"
              .formatted(steps, batch, part));
    }
    if (!(firstRate > 0)
        || !(decay >= 0)
        || !(epsilon > 0)
        || !(firstSquare >= 0)
        || !(slip >= 0 && slip < 1)) {
      throw new IllegalArgumentException(
          "rate and epsilon must be above 0, decay and firstSquare not below, slip in [0, 1)");
    }
  }

  /** Table III, for a number of steps; the paper does not give eta, epsilon and the first r. */
  public static RmsPropSettings paper(int steps, int batch, long seed) {
    return new RmsPropSettings(steps, batch, 1e-3, 1e-6, 0.9, 1e-7, 1, PART, seed);
  }

  @Override
  public double rate(int step) {
    return firstRate / (1 + decay * step);
  }

  @Override
  public RmsPropSettings withSeed(long other) {
    return new RmsPropSettings(
        steps, batch, firstRate, decay, slip, epsilon, firstSquare, part, other);
  }
}
