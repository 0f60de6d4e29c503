package io.tenor.trainer.data;

import io.tenor.trainer.network.Network;
import java.util.Optional;

/**
 * How batches are made.
 *
 * @param size windows in a batch, at least 1
 * @param labels number of classes
 * @param smoothing share of a target that is spread over all labels (Szegedy et al., 2016)
 * @param classBalance 0 weights all utterances alike, 1 all labels alike, 0.5 halfway
 * @param mixupShare share of windows mixed with another
 * @param backgroundShare share of windows that are nobody's emotion; see {@link Backgrounds}
 * @param augmentation changes of the levels
 * @param history the sensors' past, for a network that adapts
 * @param mix how several corpora are drawn from; empty for one, whose utterances all come once an
 *     epoch
 */
public record BatchSettings(
    int size,
    int labels,
    double smoothing,
    double classBalance,
    double mixupShare,
    double backgroundShare,
    LevelAugmentation augmentation,
    Optional<HistorySettings> history,
    Optional<CorpusMix> mix)
    implements BatchRecipe {

  /** Refuses shares outside 0 to 1. */
  public BatchSettings {
    if (size < 1 || labels < 2) {
      throw new IllegalArgumentException("a batch needs a window and two labels");
    }
    if (!(smoothing >= 0 && smoothing < 1)
        || !(classBalance >= 0 && classBalance <= 1)
        || !(mixupShare >= 0 && mixupShare <= 1)
        || !(backgroundShare >= 0 && backgroundShare < 1)) {
      throw new IllegalArgumentException(
          "smoothing, balance, mixup and background are shares from 0 to 1");
    }
  }

  /** For one corpus. */
  public BatchSettings(
      int size,
      int labels,
      double smoothing,
      double classBalance,
      double mixupShare,
      double backgroundShare,
      LevelAugmentation augmentation,
      Optional<HistorySettings> history) {
    this(
        size,
        labels,
        smoothing,
        classBalance,
        mixupShare,
        backgroundShare,
        augmentation,
        history,
        Optional.empty());
  }

  /** The same for several corpora: every label comes as often as it is drawn, and weighs 1. */
  public BatchSettings of(CorpusMix several) {
    return new BatchSettings(
        size,
        labels,
        smoothing,
        0,
        mixupShare,
        backgroundShare,
        augmentation,
        history,
        Optional.of(several));
  }

  /**
   * The settings that the shipped model is trained with.
   *
   * @param size windows in a batch
   * @param network to be trained
   */
  public static BatchSettings standard(int size, Network network) {
    return new BatchSettings(
        size,
        network.labels(),
        0.05,
        0.5,
        0.3,
        0.04,
        LevelAugmentation.standard(),
        HistorySettings.standard(network));
  }

  /** The same with another largest change of loudness, dB either way. */
  public BatchSettings withGain(double gainDb) {
    return new BatchSettings(
        size,
        labels,
        smoothing,
        classBalance,
        mixupShare,
        backgroundShare,
        augmentation.withGain(gainDb),
        history,
        mix);
  }

  @Override
  public BatchSource open(TrainingSet set, long seed) {
    return new TrainingBatches(set, this, false, seed);
  }

  /** All settings; of one corpus as in reports from before there could be several. */
  @Override
  public String toString() {
    String one =
        "BatchSettings[size=%d, labels=%d, smoothing=%s, classBalance=%s, mixupShare=%s, backgroundShare=%s, augmentation=%s, history=%s"
            .formatted(
                size,
                labels,
                smoothing,
                classBalance,
                mixupShare,
                backgroundShare,
                augmentation,
                history);
    return mix.map(several -> one + ", mix=" + several).orElse(one) + "]";
  }
}
