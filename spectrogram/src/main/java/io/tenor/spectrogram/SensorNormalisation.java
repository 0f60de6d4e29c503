package io.tenor.spectrogram;

import java.util.Arrays;

/**
 * How a model wants its levels normalised by what their sensor has heard before: where a new
 * sensor's {@link RunningBandStatistics} start, and how long they remember. A microphone has its
 * own level and colour, and a person their own normal.
 *
 * <p>Messages of the checks begin with the name of the component that is wrong.
 *
 * @param mean mean level of each band over the training set, 0 to 255
 * @param deviation standard deviation of each band's level over the training set, above 0, at most
 *     255
 * @param priorFrames how many frames of the sensor's own the training set's statistics weigh at the
 *     start, 0 to {@code memoryFrames}
 * @param memoryFrames frames after which the past is forgotten exponentially, at least 1
 */
public record SensorNormalisation(
    float[] mean, float[] deviation, int priorFrames, int memoryFrames) {

  /**
   * Checks every component and copies the arrays.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  public SensorNormalisation {
    mean = mean.clone();
    deviation = deviation.clone();
    if (mean.length == 0) {
      throw new IllegalArgumentException("mean has no value, not one for each band");
    }
    if (deviation.length != mean.length) {
      throw new IllegalArgumentException(
          "deviation has "
              + deviation.length
              + " values, not one for each of the mean's "
              + mean.length);
    }
    for (float level : mean) {
      if (!(level >= 0 && level <= FrontEnd.MAX_LEVEL)) {
        throw new IllegalArgumentException("mean holds " + level + ", not a level from 0 to 255");
      }
    }
    for (float level : deviation) {
      if (!(level > 0 && level <= FrontEnd.MAX_LEVEL)) {
        throw new IllegalArgumentException(
            "deviation holds " + level + ", not above 0 and at most 255");
      }
    }
    if (memoryFrames < 1) {
      throw new IllegalArgumentException("memoryFrames is " + memoryFrames + ", not at least 1");
    }
    if (priorFrames < 0 || priorFrames > memoryFrames) {
      throw new IllegalArgumentException(
          "priorFrames is " + priorFrames + ", not from 0 to memoryFrames " + memoryFrames);
    }
  }

  /** Number of bands. */
  public int bands() {
    return mean.length;
  }

  @Override
  public float[] mean() {
    return mean.clone();
  }

  @Override
  public float[] deviation() {
    return deviation.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SensorNormalisation that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation)
        && priorFrames == that.priorFrames
        && memoryFrames == that.memoryFrames;
  }

  /** Depends on the values alone, so it is the same in every process. */
  @Override
  public int hashCode() {
    int hash = 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    return 31 * (31 * hash + priorFrames) + memoryFrames;
  }

  @Override
  public String toString() {
    return "SensorNormalisation[bands=%d, priorFrames=%d, memoryFrames=%d]"
        .formatted(mean.length, priorFrames, memoryFrames);
  }
}
