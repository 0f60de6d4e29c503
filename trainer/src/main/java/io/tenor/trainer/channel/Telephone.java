package io.tenor.trainer.channel;

import io.tenor.audio.StreamResampler;
import java.util.Arrays;

/**
 * A telephone line: 300 to 3400 Hz (Butterworth filters of fourth order, 3 dB down at the ends), at
 * 8000 samples a second in eight bits each (ITU-T G.711), and back to the rate that was.
 *
 * @param law how the line writes a sample
 */
public record Telephone(Companding law) implements SoundChange {

  private static final int LINE_HZ = 8_000;
  private static final double LOWEST_HZ = 300;
  private static final double HIGHEST_HZ = 3_400;

  /** Qualities of the two halves of a Butterworth filter of fourth order. */
  private static final double[] QUALITIES = {0.541196, 1.306563};

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    double[] band = Samples.wide(samples);
    for (double quality : QUALITIES) {
      Biquad.highPass(LOWEST_HZ, quality, sampleRateHz).filter(band);
      Biquad.lowPass(HIGHEST_HZ, quality, sampleRateHz).filter(band);
    }
    short[] line = StreamResampler.resample(Samples.fitted(band), sampleRateHz, LINE_HZ);
    short[] heard = StreamResampler.resample(law.apply(line, LINE_HZ), LINE_HZ, sampleRateHz);
    return Arrays.copyOf(heard, samples.length);
  }
}
