package io.tenor.trainer.channel;

import java.util.Random;

/** Sounds for tests, at 16 kHz. */
public final class Sounds {

  /** Their rate. */
  public static final int RATE = 16_000;

  private Sounds() {}

  /** A sine. */
  public static short[] tone(double hz, double peak, int length) {
    short[] samples = new short[length];
    for (int n = 0; n < length; n++) {
      samples[n] = (short) Math.round(peak * Math.sin(2 * Math.PI * hz * n / RATE));
    }
    return samples;
  }

  /** White noise. */
  public static short[] noise(double rms, int length, long seed) {
    Random random = new Random(seed);
    short[] samples = new short[length];
    for (int n = 0; n < length; n++) {
      samples[n] = Samples.clipped(rms * random.nextGaussian());
    }
    return samples;
  }

  /** How much stronger one sound is than its difference from another, dB. */
  static double snrDb(short[] sound, short[] other) {
    double[] difference = new double[sound.length];
    for (int n = 0; n < sound.length; n++) {
      difference[n] = other[n] - sound[n];
    }
    return 20 * Math.log10(Samples.rms(sound) / Samples.rms(difference));
  }

  /** What a change makes of the level of a sine, dB. */
  static double gainDb(SoundChange change, double hz) {
    short[] tone = tone(hz, 3_000, RATE);
    return 20 * Math.log10(Samples.rms(change.apply(tone, RATE)) / Samples.rms(tone));
  }
}
