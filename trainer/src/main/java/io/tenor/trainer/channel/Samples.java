package io.tenor.trainer.channel;

/** What every change of 16-bit samples needs. */
public final class Samples {

  private Samples() {}

  /** The effective value (root of the mean square) of samples, in their unit; 0 of none. */
  public static double rms(short[] samples) {
    double energy = 0;
    for (short sample : samples) {
      energy += (double) sample * sample;
    }
    return Math.sqrt(energy / Math.max(1, samples.length));
  }

  /** The same of samples with a fraction. */
  public static double rms(double[] samples) {
    double energy = 0;
    for (double sample : samples) {
      energy += sample * sample;
    }
    return Math.sqrt(energy / Math.max(1, samples.length));
  }

  /** The nearest 16-bit sample; what is beyond full scale is clipped. */
  static short clipped(double sample) {
    return (short) Math.round(Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample)));
  }

  /** In 16 bits; softer as a whole where a sample would not fit. */
  public static short[] fitted(double[] samples) {
    double peak = Short.MAX_VALUE;
    for (double sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    short[] fitted = new short[samples.length];
    for (int n = 0; n < fitted.length; n++) {
      fitted[n] = (short) Math.round(samples[n] * Short.MAX_VALUE / peak);
    }
    return fitted;
  }

  static double[] wide(short[] samples) {
    double[] wide = new double[samples.length];
    for (int n = 0; n < wide.length; n++) {
      wide[n] = samples[n];
    }
    return wide;
  }
}
