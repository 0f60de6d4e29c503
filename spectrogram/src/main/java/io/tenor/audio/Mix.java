package io.tenor.audio;

/**
 * Audio of one or more channels as one, in two ways: where channels are opposite, as of a
 * microphone whose wires are swapped, their mean is silence, and their difference is what is to be
 * heard.
 *
 * @param sampleRateHz of the source
 * @param mean of the channels, 16 bits; not to be changed
 * @param difference the mean of the channels, of which every second is inverted; empty if there is
 *     one channel; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Audio is large, and nobody compares two.
public record Mix(int sampleRateHz, short[] mean, short[] difference) {

  /** A mix with so many times the power of the other one is the one to be heard: 10 dB. */
  public static final int OPPOSITE = 10;

  /** Of a whole recording the mean, unless its channels cancel each other. */
  public short[] heard() {
    return OPPOSITE * energy(mean) < energy(difference) ? difference : mean;
  }

  private static double energy(short[] samples) {
    double energy = 0;
    for (short sample : samples) {
      energy += (double) sample * sample;
    }
    return energy;
  }
}
