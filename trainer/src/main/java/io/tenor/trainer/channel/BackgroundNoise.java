package io.tenor.trainer.channel;

import java.util.random.RandomGenerator;

/**
 * What is heard at a place where nobody speaks to the microphone.
 *
 * @param name of the place
 * @param samples mono, at the rate of the recordings that it is mixed with, not silent
 */
@SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
public record BackgroundNoise(String name, short[] samples) {

  /** A stretch that is more than 20 dB softer than the whole stays so: a pause is not made loud. */
  private static final double SOFTEST = 0.1;

  /** Refuses silence. */
  public BackgroundNoise {
    if (Samples.rms(samples) == 0) {
      throw new IllegalArgumentException("the noise " + name + " is silent");
    }
  }

  /** Some of it from a random place on; starts again where it ends. */
  public short[] stretch(int length, RandomGenerator random) {
    int start =
        samples.length > length
            ? random.nextInt(samples.length - length + 1)
            : random.nextInt(samples.length);
    short[] stretch = new short[length];
    for (int n = 0; n < length; n++) {
      stretch[n] = samples[(start + n) % samples.length];
    }
    return stretch;
  }

  /**
   * Adds a random stretch of it; softer as a whole where the sum would not fit into 16 bits.
   *
   * @param speech at the same rate; not changed
   * @param snrDb how much stronger the speech is, by effective values of all of it, decibels
   */
  public short[] mix(short[] speech, double snrDb, RandomGenerator random) {
    short[] stretch = stretch(speech.length, random);
    double own = Math.max(Samples.rms(stretch), SOFTEST * Samples.rms(samples));
    double gain = Samples.rms(speech) * Math.pow(10, -snrDb / 20) / own;
    double[] sum = new double[speech.length];
    for (int n = 0; n < sum.length; n++) {
      sum[n] = speech[n] + gain * stretch[n];
    }
    return Samples.fitted(sum);
  }
}
