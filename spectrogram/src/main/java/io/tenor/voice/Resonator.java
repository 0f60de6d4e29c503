package io.tenor.voice;

/**
 * A second-order resonance, either of a formant or of a hiss.
 *
 * <p>The formant is Klatt's digital resonator with a gain of 1 at 0 Hz (Klatt, Software for a
 * cascade/parallel formant synthesizer, JASA 67, 1980, equations 2 and 3); the hiss has zeros at 0
 * Hz and at half the sample rate, and a gain of 1 at its peak.
 */
final class Resonator {
  private double gain;
  private double first;
  private double second;
  private double y1;
  private double y2;
  private double x1;
  private double x2;

  /** Moves the resonance; what rings goes on ringing. */
  void tune(double hz, double bandwidthHz, int rateHz) {
    double radius = StrictMath.exp(-Math.PI * bandwidthHz / rateHz);
    first = 2 * radius * StrictMath.cos(2 * Math.PI * hz / rateHz);
    second = -radius * radius;
    gain = 1 - first - second;
  }

  /** Lets everything through unchanged. */
  void bypass() {
    first = 0;
    second = 0;
    gain = 1;
  }

  double formant(double x) {
    double y = gain * x + first * y1 + second * y2;
    y2 = y1;
    y1 = y;
    return y;
  }

  double hiss(double x) {
    double y = (1 + second) / 2 * (x - x2) + first * y1 + second * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  }
}
