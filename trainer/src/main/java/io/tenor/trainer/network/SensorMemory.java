package io.tenor.trainer.network;

import io.tenor.spectrogram.SensorNormalisation;

/**
 * How a network that adapts wants its sensor's past remembered; see {@link SensorNormalisation}.
 *
 * @param priorFrames frames that the training set's statistics weigh at a sensor's start
 * @param memoryFrames frames after which the past is forgotten exponentially
 */
public record SensorMemory(int priorFrames, int memoryFrames) {

  /** Windows that the training set's pooled features weigh at a sensor's start. */
  public static final int PRIOR_WINDOWS = 4;

  /** Windows after which a sensor's pooled features are forgotten exponentially. */
  public static final int MEMORY_WINDOWS = 240;

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

  /** The same with the training set's statistics. */
  public SensorNormalisation of(Normalisation training) {
    return new SensorNormalisation(
        training.mean(), training.deviation(), priorFrames, memoryFrames);
  }
}
