package io.tenor.trainer.network;

import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.RunningFeatureStatistics;
import io.tenor.spectrogram.SensorNormalisation;
import java.util.Optional;

/**
 * How a network that adapts wants its sensor's past remembered; see {@link SensorNormalisation}.
 *
 * @param priorFrames frames that the training set's statistics weigh at a sensor's start
 * @param memoryFrames frames after which the past is forgotten exponentially
 */
public record SensorMemory(int priorFrames, int memoryFrames) {

  /** Windows that the training set's pooled features weigh at a sensor's start. */
  public static final int PRIOR_WINDOWS = 4;

  /**
   * Windows after which a sensor's pooled features are forgotten exponentially: ten minutes of
   * speech, so that somebody who has been angry for two has not become the measure of anger.
   */
  public static final int MEMORY_WINDOWS = 1_200;

  /** Refuses a memory shorter than its start. */
  public SensorMemory {
    if (priorFrames < 1 || memoryFrames < priorFrames) {
      throw new IllegalArgumentException(
          "a sensor's memory needs 1 frame at the start, and no fewer in all: not %d and %d"
              .formatted(priorFrames, memoryFrames));
    }
  }

  /** Starts with 3 s of the training set and remembers a minute of speech. */
  public static SensorMemory standard() {
    return new SensorMemory(300, 6_000);
  }

  /**
   * How trained networks want their sensor's pooled features remembered, one network's after the
   * other's; empty if they do not compare them.
   */
  public static Optional<FeatureNormalisation> features(Ensemble ensemble) {
    if (ensemble.features() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FeatureNormalisation(
            ensemble.comparingArrays(NetworkPlan.POOLED_MEAN),
            ensemble.comparingArrays(NetworkPlan.POOLED_VARIANCE),
            PRIOR_WINDOWS,
            MEMORY_WINDOWS));
  }

  /**
   * What networks that compare features know of a sensor that has heard nothing: {@code [2,
   * features]}, means, then variances.
   */
  public static float[] newSensorPast(Ensemble ensemble) {
    return new RunningFeatureStatistics(features(ensemble).orElseThrow()).row();
  }

  /** The same with the training set's statistics. */
  public SensorNormalisation of(Normalisation training) {
    return new SensorNormalisation(
        training.mean(), training.deviation(), priorFrames, memoryFrames);
  }
}
