package io.tenor.trainer.channel;

/** Something that a sound goes through: what comes out is as long, and not later. */
@FunctionalInterface
public interface SoundChange {

  /**
   * The changed sound.
   *
   * @param samples mono, 16-bit; not changed
   * @param sampleRateHz their rate, at least 8000
   * @return as many samples, in the same places in time
   */
  short[] apply(short[] samples, int sampleRateHz);
}
