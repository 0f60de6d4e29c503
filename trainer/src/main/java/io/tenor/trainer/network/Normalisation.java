package io.tenor.trainer.network;

/**
 * Mean and standard deviation of each band's levels over the training set.
 *
 * @param mean mean level of each band, 0 to 255
 * @param deviation standard deviation of each band's level, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // small numeric vectors, never compared
public record Normalisation(float[] mean, float[] deviation) {

  /** Refuses vectors of different length and deviations that are not above 0. */
  public Normalisation {
    if (mean.length != deviation.length || mean.length == 0) {
      throw new IllegalArgumentException("mean and deviation need one value a band each");
    }
    for (float value : deviation) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("a band's deviation must be above 0, not " + value);
      }
    }
    mean = mean.clone();
    deviation = deviation.clone();
  }

  @Override
  public float[] mean() {
    return mean.clone();
  }

  @Override
  public float[] deviation() {
    return deviation.clone();
  }

  /** One over the deviations. */
  public float[] scale() {
    float[] scale = deviation.clone();
    for (int band = 0; band < scale.length; band++) {
      scale[band] = 1 / scale[band];
    }
    return scale;
  }
}
