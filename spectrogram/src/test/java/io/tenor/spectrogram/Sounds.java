package io.tenor.spectrogram;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Synthetic signals for tests, at 16 kHz, deterministic. */
public final class Sounds {
  public static final int RATE_HZ = 16_000;

  private Sounds() {}

  /** Samples of a function of the sample index, full scale being -1 to 1. */
  public static short[] of(int samples, IntToDoubleFunction signal) {
    short[] sound = new short[samples];
    for (int n = 0; n < samples; n++) {
      long value = Math.round(32_767 * signal.applyAsDouble(n));
      sound[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    return sound;
  }

  public static short[] sine(int samples, double hz, double amplitude) {
    return of(samples, n -> amplitude * StrictMath.sin(2 * Math.PI * hz * n / RATE_HZ));
  }

  /** Gaussian noise whose effective value is given; each sample follows the last by the weight. */
  public static short[] noise(int samples, double rms, double weight, long seed) {
    var random = new Random(seed);
    double[] last = new double[1];
    double scale = rms * Math.sqrt(1 - weight * weight);
    return of(samples, n -> last[0] = weight * last[0] + scale * random.nextGaussian());
  }

  /** Pink noise by Paul Kellet's filter, of an effective value of about a tenth of full scale. */
  public static short[] pinkNoise(int samples, double gain, long seed) {
    var random = new Random(seed);
    double[] b = new double[3];
    return of(
        samples,
        n -> {
          double white = random.nextGaussian();
          b[0] = 0.99765 * b[0] + white * 0.0990460;
          b[1] = 0.96300 * b[1] + white * 0.2965164;
          b[2] = 0.57000 * b[2] + white * 1.0526913;
          return gain * 0.05 * (b[0] + b[1] + b[2] + white * 0.1848);
        });
  }

  /** The sound from one sample to another, silence around it. */
  public static short[] between(short[] sound, int from, int to) {
    short[] part = new short[sound.length];
    System.arraycopy(sound, from, part, from, to - from);
    return part;
  }

  public static short[] add(short[] a, short[] b) {
    return of(a.length, n -> (a[n] + b[n]) / 32_767.0);
  }
}
