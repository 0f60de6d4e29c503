package io.tenor.trainer.channel;

import io.tenor.audio.StreamResampler;
import java.util.Arrays;

/**
 * A cheap codec of four bits a sample: adaptive differential PCM (IMA Digital Audio Focus and
 * Technical Working Groups, "Recommended Practices for Enhancing Digital Audio Compatibility in
 * Multimedia Systems", 3.0, 1992).
 *
 * @param codecHz its rate, 8000 or more: 32 kbit/s at 8000
 */
public record Adpcm(int codecHz) implements SoundChange {

  private static final int[] INDEX_CHANGE = {-1, -1, -1, -1, 2, 4, 6, 8};

  /** 89 steps, each a tenth above the one before. */
  private static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };

  /** Refuses rates at which nothing is understood. */
  public Adpcm {
    if (codecHz < 8_000) {
      throw new IllegalArgumentException("codecHz must be at least 8000, not " + codecHz);
    }
  }

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    short[] coded = StreamResampler.resample(samples, sampleRateHz, codecHz);
    codeAndDecode(coded);
    return Arrays.copyOf(StreamResampler.resample(coded, codecHz, sampleRateHz), samples.length);
  }

  private static void codeAndDecode(short[] samples) {
    int predicted = 0;
    int index = 0;
    for (int n = 0; n < samples.length; n++) {
      int step = STEPS[index];
      int difference = samples[n] - predicted;
      int left = Math.abs(difference);
      int code = 0;
      int change = step >> 3;
      for (int bit = 4; bit > 0; bit >>= 1) {
        if (left >= step) {
          code |= bit;
          left -= step;
          change += step;
        }
        step >>= 1;
      }
      predicted = Samples.clipped(predicted + (difference < 0 ? -change : change));
      index = Math.max(0, Math.min(STEPS.length - 1, index + INDEX_CHANGE[code]));
      samples[n] = (short) predicted;
    }
  }
}
