package io.tenor.trainer.channel;

/**
 * A microphone or converter that is driven too hard: the highest sample is brought so far beyond
 * full scale, what is beyond is cut, and the rest is as loud as before.
 *
 * @param driveDb how far beyond, decibels, 0 to 40
 */
public record Clipping(double driveDb) implements SoundChange {

  /** Refuses what cuts nothing or nearly all. */
  public Clipping {
    if (!(driveDb >= 0 && driveDb <= 40)) {
      throw new IllegalArgumentException("driveDb must be 0 to 40, not " + driveDb);
    }
  }

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    int peak = 0;
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    int limit = (int) Math.round(peak * Math.pow(10, -driveDb / 20));
    short[] clipped = new short[samples.length];
    for (int n = 0; n < clipped.length; n++) {
      clipped[n] = (short) Math.max(-limit, Math.min(limit, samples[n]));
    }
    return clipped;
  }
}
