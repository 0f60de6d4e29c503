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

  /** The same with another largest change of loudness, dB. */
  LevelAugmentation withGain(double otherDb) {
    return new LevelAugmentation(otherDb, tiltDb, warp, masks, maskFrames, maskBands);
  }

  /** The same without masks. */
  LevelAugmentation withoutMasks() {
    return new LevelAugmentation(gainDb, tiltDb, warp, 0, maskFrames, maskBands);
  }

  /**
   * Draws another microphone and speaker.
   *
   * @param bands height of the windows
   * @param levelsPerDb how many levels one dB is
   * @param random source of the change
   */
  LevelChange change(int bands, double levelsPerDb, RandomGenerator random) {
    double stretch = warp > 0 ? 1 + either(warp, random) : 1;
    double gain = either(gainDb, random) * levelsPerDb;
    return new LevelChange(stretch, gain, either(tiltDb, random) * levelsPerDb / bands);
  }

  /**
   * Hides parts of one window, in place.
   *
   * @param levels holds the window from {@code offset} on, {@code [bands][frames]}
   * @param offset first value of the window
   * @param mean level of each band that a mask leaves behind
   * @param frames width of the window
   * @param random source of the masks
   */
  void mask(float[] levels, int offset, float[] mean, int frames, RandomGenerator random) {
    int bands = mean.length;
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
