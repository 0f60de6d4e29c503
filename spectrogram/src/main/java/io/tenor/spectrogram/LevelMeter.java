package io.tenor.spectrogram;

import java.util.Arrays;

/**
 * Reads how loud a window is from its levels, so that no sample is needed again. The power of a
 * frame is the sum over its bands; neighbouring bands overlap, so it can read up to about 3 dB
 * high. Thread-safe.
 */
public final class LevelMeter {

  /** The share of a window's frames that is its background. */
  private static final double BACKGROUND = 0.1;

  private final FrontEnd frontEnd;
  private final double[] power = new double[256];

  /**
   * How loud a window is, in dB relative to a full-scale sine; no lower than the floor of the
   * levels.
   *
   * @param meanDb the mean power of its frames
   * @param backgroundDb the power that a tenth of its frames do not exceed
   */
  public record Loudness(double meanDb, double backgroundDb) {}

  /** For levels of this front end. */
  public LevelMeter(FrontEnd frontEnd) {
    this.frontEnd = frontEnd;
    double step = (frontEnd.ceilingDb() - frontEnd.floorDb()) / 255;
    for (int level = 1; level < power.length; level++) {
      power[level] = StrictMath.pow(10, (frontEnd.floorDb() + level * step) / 10);
    }
  }

  /**
   * Measures a window.
   *
   * @param levels [frames][bands], at least one frame
   */
  public Loudness measure(byte[] levels) {
    int bands = frontEnd.bands();
    var frames = new double[levels.length / bands];
    double sum = 0;
    for (int frame = 0; frame < frames.length; frame++) {
      double framePower = 0;
      for (int i = frame * bands; i < (frame + 1) * bands; i++) {
        framePower += power[levels[i] & 0xff];
      }
      frames[frame] = framePower;
      sum += framePower;
    }
    Arrays.sort(frames);
    return new Loudness(
        decibels(sum / frames.length), decibels(frames[(int) (BACKGROUND * frames.length)]));
  }

  private double decibels(double framePower) {
    return Math.max(frontEnd.floorDb(), 10 * StrictMath.log10(Math.max(framePower, 1e-30)));
  }
}
