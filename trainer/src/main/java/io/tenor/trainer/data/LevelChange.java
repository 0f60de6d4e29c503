package io.tenor.trainer.data;

import io.tenor.trainer.network.Normalisation;

/**
 * One microphone and one speaker in place of others: the same change for a window and for what its
 * sensor has heard before.
 *
 * @param stretch factor on the band axis, about 1
 * @param gain levels added to all bands
 * @param slope levels added from one band to the next, around the middle band
 */
record LevelChange(double stretch, double gain, double slope) {

  /** Changes one window, {@code [bands][frames]} from {@code offset} on, in place. */
  void apply(float[] levels, int offset, int bands, int frames) {
    if (stretch != 1) {
      float[] original = new float[bands * frames];
      System.arraycopy(levels, offset, original, 0, original.length);
      for (int band = 0; band < bands; band++) {
        int below = below(band, bands);
        float share = share(band, bands);
        for (int t = 0; t < frames; t++) {
          float low = original[below * frames + t];
          levels[offset + band * frames + t] =
              low + share * (original[(below + 1) * frames + t] - low);
        }
      }
    }
    for (int band = 0; band < bands; band++) {
      double shift = shift(band, bands);
      for (int i = offset + band * frames; i < offset + (band + 1) * frames; i++) {
        levels[i] = (float) Math.max(0, Math.min(255, levels[i] + shift));
      }
    }
  }

  /** What the statistics of so changed windows are. */
  Normalisation apply(Normalisation statistics) {
    float[] mean = statistics.mean();
    float[] deviation = statistics.deviation();
    float[] changedMean = new float[mean.length];
    float[] changedDeviation = new float[mean.length];
    for (int band = 0; band < mean.length; band++) {
      int below = below(band, mean.length);
      float share = share(band, mean.length);
      double level = mean[below] + share * (mean[below + 1] - mean[below]);
      changedMean[band] = (float) Math.max(0, Math.min(255, level + shift(band, mean.length)));
      changedDeviation[band] = deviation[below] + share * (deviation[below + 1] - deviation[below]);
    }
    return new Normalisation(changedMean, changedDeviation);
  }

  private double source(int band, int bands) {
    return Math.min(bands - 1.0, band * stretch);
  }

  private int below(int band, int bands) {
    return Math.min(bands - 2, (int) source(band, bands));
  }

  private float share(int band, int bands) {
    return (float) (source(band, bands) - below(band, bands));
  }

  private double shift(int band, int bands) {
    return gain + slope * (band - bands / 2.0);
  }
}
