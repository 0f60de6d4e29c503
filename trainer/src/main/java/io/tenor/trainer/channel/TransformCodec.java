package io.tenor.trainer.channel;

import java.util.Arrays;

/**
 * A codec of few bits as those of calls and messages: frames of 20 ms as coefficients of a modified
 * discrete cosine transform (Princen, Johnson and Bradley, 1987), the bands above a frequency left
 * out, and the coefficients of each other band in steps of a share of the band's effective value:
 * soft ones vanish, the others move. Nothing is written as bits.
 *
 * @param highestHz what is above is left out, 2000 or more
 * @param step share of a band's effective value, above 0: 0.5 is hardly heard, 2 is coarse
 */
public record TransformCodec(double highestHz, double step) implements SoundChange {

  private static final int FRAMES_PER_SECOND = 50;

  private static final double NARROWEST_HZ = 100;

  /** Width of a band over its frequency: about that of a critical band of hearing. */
  private static final double WIDTH = 0.15;

  /** Refuses what leaves no speech. */
  public TransformCodec {
    if (!(highestHz >= 2_000) || !(step > 0)) {
      throw new IllegalArgumentException("a codec needs 2000 Hz and a step above 0");
    }
  }

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    int half = sampleRateHz / FRAMES_PER_SECOND;
    Mdct transform = Mdct.ofSize(half);
    double[] padded = new double[(samples.length / half + 3) * half];
    for (int n = 0; n < samples.length; n++) {
      padded[half + n] = samples[n];
    }
    double[] heard = new double[padded.length];
    double[] coefficients = new double[half];
    for (int from = 0; from + 2 * half <= padded.length; from += half) {
      transform.forward(padded, from, coefficients);
      quantise(coefficients, sampleRateHz);
      transform.addInverse(coefficients, heard, from);
    }
    return Samples.fitted(Arrays.copyOfRange(heard, half, half + samples.length));
  }

  private void quantise(double[] coefficients, int sampleRateHz) {
    double hzPerCoefficient = sampleRateHz / 2.0 / coefficients.length;
    int end = (int) Math.min(coefficients.length, highestHz / hzPerCoefficient);
    Arrays.fill(coefficients, end, coefficients.length, 0);
    int from = 0;
    while (from < end) {
      double width = Math.max(NARROWEST_HZ, WIDTH * from * hzPerCoefficient);
      int to = Math.min(end, from + Math.max(1, (int) (width / hzPerCoefficient)));
      double unit = step * Samples.rms(Arrays.copyOfRange(coefficients, from, to));
      for (int k = from; k < to; k++) {
        coefficients[k] = unit > 0 ? unit * Math.rint(coefficients[k] / unit) : 0;
      }
      from = to;
    }
  }
}
