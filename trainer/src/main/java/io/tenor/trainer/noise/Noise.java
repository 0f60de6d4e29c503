package io.tenor.trainer.noise;

import io.tenor.trainer.channel.Samples;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Kinds of noise. What they make has any loudness: see {@link NoiseMixer}. */
public enum Noise {
  /** As strong at every frequency. */
  WHITE {
    @Override
    double[] sound(int length, List<short[]> voices, RandomGenerator random) {
      double[] sound = new double[length];
      for (int n = 0; n < length; n++) {
        sound[n] = random.nextGaussian();
      }
      return sound;
    }
  },

  /** Falls by 3 dB an octave, by Paul Kellet's filter of three poles. */
  PINK {
    @Override
    double[] sound(int length, List<short[]> voices, RandomGenerator random) {
      double[] sound = new double[length];
      double[] pole = new double[3];
      for (int n = 0; n < length; n++) {
        double white = random.nextGaussian();
        pole[0] = 0.99765 * pole[0] + 0.0990460 * white;
        pole[1] = 0.96300 * pole[1] + 0.2965164 * white;
        pole[2] = 0.57000 * pole[2] + 1.0526913 * white;
        sound[n] = pole[0] + pole[1] + pole[2] + 0.1848 * white;
      }
      return sound;
    }
  },

  /**
   * A rumble as of a car that rolls: falls by 12 dB an octave above 80 Hz (at 16 kHz), down to
   * white noise some 40 dB below it.
   */
  CAR {
    @Override
    double[] sound(int length, List<short[]> voices, RandomGenerator random) {
      double[] sound = new double[length];
      double once = 0;
      double twice = 0;
      for (int n = 0; n < length; n++) {
        double white = random.nextGaussian();
        once = RUMBLE_POLE * once + (1 - RUMBLE_POLE) * white;
        twice = RUMBLE_POLE * twice + (1 - RUMBLE_POLE) * once;
        sound[n] = twice + RUMBLE_FLOOR * white;
      }
      return sound;
    }
  },

  /** Eight other people at once, each as loud as the next, each from somewhere in a recording. */
  BABBLE {
    @Override
    double[] sound(int length, List<short[]> voices, RandomGenerator random) {
      double[] sound = new double[length];
      for (int i = 0; i < BABBLE_VOICES; i++) {
        short[] voice = voices.get(random.nextInt(voices.size()));
        int start = random.nextInt(voice.length);
        double gain = 1 / Math.max(1, Samples.rms(voice));
        for (int n = 0; n < length; n++) {
          sound[n] += gain * voice[(start + n) % voice.length];
        }
      }
      return sound;
    }
  };

  private static final double RUMBLE_POLE = 0.97;
  private static final double RUMBLE_FLOOR = 0.0007;
  private static final int BABBLE_VOICES = 8;

  /**
   * Makes some of it.
   *
   * @param length samples
   * @param voices recordings of other people, none empty; at least one for {@link #BABBLE}
   */
  abstract double[] sound(int length, List<short[]> voices, RandomGenerator random);

  /** Its name, such as {@code pink}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
