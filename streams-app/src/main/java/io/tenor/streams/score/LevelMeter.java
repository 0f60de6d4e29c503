package io.tenor.streams.score;

import io.tenor.spectrogram.FrontEnd;

/** Reads how loud a window is from its levels, so that no sample is needed again. Thread-safe. */
public final class LevelMeter {

  private final FrontEnd frontEnd;
  private final double[] power = new double[256];

  /** For levels of this front end. */
  public LevelMeter(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
    double step = (frontEnd.ceilingDb() - frontEnd.floorDb()) / 255;
    for (int level = 1; level < power.length; level++) {
      power[level] = StrictMath.pow(10, (frontEnd.floorDb() + level * step) / 10);
    }
  }

  /**
   * Mean power over a window, summed over the bands, in dB relative to a full-scale sine; no lower
   * than the floor of the levels. Neighbouring bands overlap, so it can read up to about 3 dB high.
   *
   * @param levels [frames][bands]
   */
  public double meanDb(byte[] levels) {
    double sum = 0;
    for (byte level : levels) {
      sum += power[level & 0xff];
    }
    double mean = sum * frontEnd.bands() / levels.length;
    return Math.max(frontEnd.floorDb(), 10 * Math.log10(Math.max(mean, 1e-30)));
  }
}
