package io.tenor.trainer.channel;

/**
 * Louder or softer; what is beyond full scale is clipped.
 *
 * @param gainDb decibels, -60 to 60
 */
public record Gain(double gainDb) implements SoundChange {

  /** Refuses what leaves nothing. */
  public Gain {
    if (!(Math.abs(gainDb) <= 60)) {
      throw new IllegalArgumentException("gainDb must be -60 to 60, not " + gainDb);
    }
  }

  @Override
  public short[] apply(short[] samples, int sampleRateHz) {
    double factor = Math.pow(10, gainDb / 20);
    short[] changed = new short[samples.length];
    for (int n = 0; n < changed.length; n++) {
      changed[n] = Samples.clipped(factor * samples[n]);
    }
    return changed;
  }
}
