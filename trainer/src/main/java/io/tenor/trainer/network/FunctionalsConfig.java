package io.tenor.trainer.network;

import java.util.Optional;

/**
 * The sizes of a network of functionals: everything that decides its shape; see {@link
 * FunctionalsNetwork}.
 *
 * @param bands height of the input in bands
 * @param frames width of the input in frames, more than {@link DeltaKernels#WIDTH}
 * @param labels number of classes, at least 2
 * @param coefficients cepstral coefficients of a frame, 1 to {@code bands}
 * @param groups groups of neighbouring bands whose own ends are heard, a divisor of {@code bands}
 * @param contrast how much more a loud frame weighs among the loud ones than one that is quieter by
 *     a deviation of the training set's: {@code e} to its power; above 0
 * @param sharpness the same for a group's own high and low ends, above 0
 * @param dropout share of features dropped in training, 0 to below 1
 * @param aligned whether the loudness of windows is aligned first; see {@link
 *     LayerOps#alignLoudness}
 */
public record FunctionalsConfig(
    int bands,
    int frames,
    int labels,
    int coefficients,
    int groups,
    double contrast,
    double sharpness,
    double dropout,
    boolean aligned)
    implements Network {

  /** Refuses shapes that cannot be built. */
  public FunctionalsConfig {
    if (labels < 2 || frames <= DeltaKernels.WIDTH) {
      throw new IllegalArgumentException(
          "functionals need two labels and more than %d frames: not %d and %d"
              .formatted(DeltaKernels.WIDTH, labels, frames));
    }
    if (coefficients < 1 || coefficients > bands) {
      throw new IllegalArgumentException(
          "coefficients must be 1 to the %d bands, not %d".formatted(bands, coefficients));
    }
    if (groups < 1 || bands % groups != 0) {
      throw new IllegalArgumentException(
          "groups must divide the %d bands, and not be %d".formatted(bands, groups));
    }
    if (!(contrast > 0) || !(sharpness > 0) || !(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "contrast and sharpness must be above 0 and dropout in [0, 1), not %s, %s and %s"
              .formatted(contrast, sharpness, dropout));
    }
  }

  /** The sizes that were measured, for windows of {@code bands} x {@code frames} levels. */
  public static FunctionalsConfig standard(int bands, int frames, int labels) {
    return standard(bands, frames, labels, false);
  }

  /** The same, with or without aligned loudness. */
  public static FunctionalsConfig standard(int bands, int frames, int labels, boolean aligned) {
    return new FunctionalsConfig(bands, frames, labels, 20, bands / 2, 1.5, 3, 0.5, aligned);
  }

  /** All sizes; without alignment as in reports from before there was a choice. */
  @Override
  public String toString() {
    String sizes =
        "FunctionalsConfig[bands=%d, frames=%d, labels=%d, coefficients=%d, groups=%d, contrast=%s, sharpness=%s, dropout=%s"
            .formatted(bands, frames, labels, coefficients, groups, contrast, sharpness, dropout);
    return sizes + (aligned ? ", aligned=true]" : "]");
  }

  /** It is one of the networks that a compact model can be made of. */
  @Override
  public String name() {
    return "compact";
  }

  /** It compares what it pools, and no levels. */
  @Override
  public boolean comparesLevels() {
    return false;
  }

  @Override
  public Optional<SensorMemory> memory() {
    return Optional.of(SensorMemory.standard());
  }

  /**
   * Means and deviations: of the coefficients and their differences over all frames, over the loud
   * and over the quiet ones; and of the groups and their first differences at their high and at
   * their low ends.
   */
  @Override
  public int features() {
    return 2 * (3 * coefficients * DeltaKernels.CHANNELS + 2 * 2 * groups);
  }

  @Override
  public <T> T logits(LayerOps<T> ops, T levels) {
    return FunctionalsNetwork.logits(this, ops, levels);
  }
}
