package io.tenor.trainer.network;

import java.util.Optional;

/**
 * A network by its sizes and its description, without numbers: what is trained, exported and
 * counted.
 *
 * <p>Its {@code toString} holds everything that decides its shape: checkpoints and finished folds
 * are kept under it and refused under another.
 */
public interface Network {

  /** What kind of network it is, such as {@code compact}; goes into a model's metadata. */
  String name();

  /** Height of the input in bands. */
  int bands();

  /** Width of the input in frames. */
  int frames();

  /**
   * Whether it takes a second input: mean and deviation of each band over what the window's sensor
   * has heard before, {@code [N, 2, bands]} levels.
   */
  default boolean adaptive() {
    return memory().isPresent();
  }

  /**
   * Whether what it hears of a window depends on the levels of the sensor's past; if not, its
   * features are the same on every sensor.
   */
  default boolean comparesLevels() {
    return adaptive();
  }

  /** How the sensor's past is remembered, for a network that adapts. */
  Optional<SensorMemory> memory();

  /** Number of pooled features that are compared with those of the sensor's past; 0 if none are. */
  int features();

  /** Values of a teacher's pooled embedding that it learns to predict in training; 0 for none. */
  default int teacher() {
    return 0;
  }

  /** Number of classes. */
  int labels();

  /**
   * Applies the network.
   *
   * @param ops what the operations mean
   * @param levels {@code [N, 1, bands, frames]}, 0 to 255
   * @return one logit a label, {@code [N, labels]}
   */
  <T> T logits(LayerOps<T> ops, T levels);
}
