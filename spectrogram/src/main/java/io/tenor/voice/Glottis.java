package io.tenor.voice;

import java.util.Random;

/**
 * The source of the voice: the derivative of Rosenberg's polynomial pulse of glottal flow, {@code
 * x^2 - x^3} over the open part of a period (KLGLOTT88 in Klatt and Klatt, JASA 87, 1990), a tilt
 * by effort, and breath that passes while the glottis is open.
 */
final class Glottis {
  private static final double BREATH_GAIN = 0.15;
  private static final double CLOSED_BREATH = 0.3;

  private final int rateHz;
  private final Random random;
  private double phase;
  private double length = 1;
  private double strength = 1;
  private double open;
  private double tiltFactor;
  private double tilted;
  private double edge;
  private double lastPulse;
  private double emphasis;
  private double lastSource;

  Glottis(int rateHz, Random random) {
    this.rateHz = rateHz;
    this.random = random;
  }

  /**
   * Pressed voices close early and abruptly, soft ones late and softly; beyond the middle, a share
   * of the pulse's own difference sharpens them.
   */
  void press(double effort) {
    open = 0.75 - 0.35 * effort;
    double edgeHz = 700 * StrictMath.pow(12, effort);
    edge = 1.2 * Math.max(0, effort - 0.5);
    emphasis = 0.97 * Math.max(0, (effort - 0.6) / 0.4);
    tiltFactor = 1 - StrictMath.exp(-2 * Math.PI * edgeHz / rateHz);
  }

  /**
   * One sample of flow's derivative.
   *
   * @param voice amplitude of the pulses
   * @param breath amplitude of the noise
   */
  double next(double pitchHz, double jitter, double voice, double breath) {
    phase += pitchHz / (rateHz * length);
    if (phase >= 1) {
      phase -= 1;
      length = Math.max(0.5, 1 + jitter * random.nextGaussian());
      strength = Math.max(0, 1 + 2 * jitter * random.nextGaussian());
    }
    double x = phase / open;
    double pulse = x < 1 ? (2 - 3 * x) * x * strength : 0;
    tilted += tiltFactor * (pulse - tilted);
    double sharp = edge * (pulse - lastPulse);
    lastPulse = pulse;
    double noise = BREATH_GAIN * Noise.next(random) * (x < 1 ? 1 : CLOSED_BREATH);
    double source = voice * (tilted + sharp) + breath * noise;
    double lifted = source - emphasis * lastSource;
    lastSource = source;
    return lifted;
  }
}
