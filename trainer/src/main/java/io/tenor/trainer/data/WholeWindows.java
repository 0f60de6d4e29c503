package io.tenor.trainer.data;

import io.tenor.trainer.network.Network;

/**
 * Batches for a network that hears statistics of whole windows, and compares them with those of its
 * sensor's other windows. Nothing is hidden from it and no windows are mixed: either would be a
 * window with statistics that no window has. And all windows of a sensor in a batch have the same
 * microphone and voice: what they share is what a past is to tell of.
 *
 * @param settings of the batches, with sensors, without masks and mixtures
 */
public record WholeWindows(BatchSettings settings) implements BatchRecipe {

  /** Refuses settings that hide or mix, or that have no sensors. */
  public WholeWindows {
    if (settings.mixupShare() > 0
        || settings.augmentation().masks() > 0
        || settings.history().map(HistorySettings::sensors).orElse(0) < 1) {
      throw new IllegalArgumentException(
          "whole windows of sensors are neither masked nor mixed: " + settings);
    }
  }

  /**
   * The settings of {@link BatchSettings#standard} with nothing hidden or mixed.
   *
   * @param size windows in a batch
   * @param network to be trained; compares its features with the past
   * @throws IllegalArgumentException if it does not
   */
  public static WholeWindows standard(int size, Network network) {
    BatchSettings all = BatchSettings.standard(size, network);
    return new WholeWindows(
        new BatchSettings(
            size,
            all.labels(),
            all.smoothing(),
            all.classBalance(),
            0,
            all.backgroundShare(),
            all.augmentation().withoutMasks(),
            all.history()));
  }

  /** The same for several corpora. */
  public WholeWindows of(CorpusMix several) {
    return new WholeWindows(settings.of(several));
  }

  /** The same with another largest change of loudness, dB either way. */
  public WholeWindows withGain(double gainDb) {
    return new WholeWindows(settings.withGain(gainDb));
  }

  @Override
  public int size() {
    return settings.size();
  }

  @Override
  public BatchSource open(TrainingSet set, long seed) {
    return new TrainingBatches(set, settings, true, seed);
  }
}
