package io.tenor.spectrogram;

import java.util.Arrays;

/**
 * How a model wants what it pools over a window compared with what it pooled over its sensor's
 * earlier windows: where a new sensor's {@link RunningFeatureStatistics} start, and how long they
 * remember. A person's normal is known best where the features are most abstract.
 *
 * <p>Messages of the checks begin with the name of the component that is wrong.
 *
 * @param featureMean mean of each feature over the training set, finite
 * @param featureVariance variance of each feature over the training set, 0 or more
 * @param priorWindows how many windows of the sensor's own the training set's statistics weigh at
 *     the start, 0 to {@code memoryWindows}
 * @param memoryWindows windows after which the past is forgotten exponentially, at least 1
 */
public record FeatureNormalisation(
    float[] featureMean, float[] featureVariance, int priorWindows, int memoryWindows) {

  /**
   * Checks every component and copies the arrays.
   *
   * @throws IllegalArgumentException if one is wrong
   */
  public FeatureNormalisation {
    featureMean = featureMean.clone();
    featureVariance = featureVariance.clone();
    if (featureMean.length == 0) {
      throw new IllegalArgumentException("featureMean has no value, not one for each feature");
    }
    if (featureVariance.length != featureMean.length) {
      throw new IllegalArgumentException(
          "featureVariance has "
              + featureVariance.length
              + " values, not one for each of the mean's "
              + featureMean.length);
    }
    for (float value : featureMean) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("featureMean holds " + value + ", not a number");
      }
    }
    for (float value : featureVariance) {
      if (!(value >= 0 && value <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "featureVariance holds " + value + ", not a number of 0 or more");
      }
    }
    if (memoryWindows < 1) {
      throw new IllegalArgumentException("memoryWindows is " + memoryWindows + ", not at least 1");
    }
    if (priorWindows < 0 || priorWindows > memoryWindows) {
      throw new IllegalArgumentException(
          "priorWindows is " + priorWindows + ", not from 0 to memoryWindows " + memoryWindows);
    }
  }

  /** Number of features. */
  public int features() {
    return featureMean.length;
  }

  @Override
  public float[] featureMean() {
    return featureMean.clone();
  }

  @Override
  public float[] featureVariance() {
    return featureVariance.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureNormalisation that
        && Arrays.equals(featureMean, that.featureMean)
        && Arrays.equals(featureVariance, that.featureVariance)
        && priorWindows == that.priorWindows
        && memoryWindows == that.memoryWindows;
  }

  @Override
  public int hashCode() {
    int hash = 31 * Arrays.hashCode(featureMean) + Arrays.hashCode(featureVariance);
    return 31 * (31 * hash + priorWindows) + memoryWindows;
  }

  @Override
  public String toString() {
    return "FeatureNormalisation[features=%d, priorWindows=%d, memoryWindows=%d]"
        .formatted(featureMean.length, priorWindows, memoryWindows);
  }
}
