package io.tenor.trainer.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Random changes of a window's levels: what is cheap to do after the front end.
 *
 * @param gainDb largest change of loudness, either way, in dB
 * @param tiltDb largest change of the highest band against the lowest, either way, in dB
 * @param warp largest stretch of the band axis, either way, as a share: another vocal tract length
 *     (Jaitly and Hinton, 2013)
 * @param masks number of masks over time, and of masks over bands (SpecAugment: Park et al., 2019)
 * @param maskFrames largest width of a mask over time, in frames
 * @param maskBands largest height of a mask over bands
 */
public record LevelAugmentation(
    double gainDb, double tiltDb, double warp, int masks, int maskFrames, int maskBands) {

  /** Settings that training uses unless told otherwise. */
  public static LevelAugmentation standard() {
    return new LevelAugmentation(5, 4, 0.08, 2, 20, 5);
  }

  /**
   * Changes one window in place.
   *
   * @param levels holds the window from {@code offset} on, {@code [bands][frames]}
   * @param offset first value of the window
   * @param mean level of each band that a mask leaves behind
   * @param frames width of the window
   * @param levelsPerDb how many levels one dB is
   * @param random source of all changes
   */
  public void apply(
      float[] levels,
      int offset,
      float[] mean,
      int frames,
      double levelsPerDb,
      RandomGenerator random) {
    int bands = mean.length;
    if (warp > 0) {
      stretch(levels, offset, bands, frames, 1 + either(warp, random));
    }
    double gain = either(gainDb, random) * levelsPerDb;
    double slope = either(tiltDb, random) * levelsPerDb / bands;
    for (int band = 0; band < bands; band++) {
      double shift = gain + slope * (band - bands / 2.0);
      for (int i = offset + band * frames; i < offset + (band + 1) * frames; i++) {
        levels[i] = (float) Math.max(0, Math.min(255, levels[i] + shift));
      }
    }
    for (int mask = 0; mask < masks; mask++) {
      int width = random.nextInt(maskFrames + 1);
      fill(levels, offset, mean, frames, random.nextInt(frames - width + 1), width, 0, bands);
      int height = random.nextInt(maskBands + 1);
      fill(levels, offset, mean, frames, 0, frames, random.nextInt(bands - height + 1), height);
    }
  }

  private static double either(double most, RandomGenerator random) {
    return most * (2 * random.nextDouble() - 1);
  }

  private static void stretch(float[] levels, int offset, int bands, int frames, double factor) {
    float[] original = new float[bands * frames];
    System.arraycopy(levels, offset, original, 0, original.length);
    for (int band = 0; band < bands; band++) {
      double source = Math.min(bands - 1.0, band * factor);
      int below = Math.min(bands - 2, (int) source);
      float share = (float) (source - below);
      for (int t = 0; t < frames; t++) {
        float low = original[below * frames + t];
        levels[offset + band * frames + t] =
            low + share * (original[(below + 1) * frames + t] - low);
      }
    }
  }

  private static void fill(
      float[] levels,
      int offset,
      float[] mean,
      int frames,
      int firstFrame,
      int width,
      int firstBand,
      int height) {
    for (int band = firstBand; band < firstBand + height; band++) {
      int row = offset + band * frames;
      Arrays.fill(levels, row + firstFrame, row + firstFrame + width, mean[band]);
    }
  }
}
