package io.tenor.spectrogram;

import io.tenor.spectrogram.FrontEnd.Scale;

/** Levels straight from their definition: a naive transform, filters in full, and a logarithm. */
final class SlowReference {
  private final FrontEnd f;
  private final double[][] weights;
  private final double[] cosines;

  SlowReference(FrontEnd f) {
    this.f = f;
    cosines = new double[f.fftSize()];
    for (int n = 0; n < cosines.length; n++) {
      cosines[n] = Math.cos(2 * Math.PI * n / cosines.length);
    }
    weights = new double[f.bands()][f.fftSize() / 2 + 1];
    for (int band = 0; band < f.bands(); band++) {
      double centre = fill(band);
      double calibration = 0;
      for (int bin = 0; bin < weights[band].length; bin++) {
        if (weights[band][bin] > 0) {
          calibration += weights[band][bin] * sinePower(centre, bin);
        }
      }
      for (int bin = 0; bin < weights[band].length; bin++) {
        weights[band][bin] /= calibration;
      }
    }
  }

  /** Fills a band's weights, and returns its centre in hertz. */
  private double fill(int band) {
    double binHz = (double) f.sampleRateHz() / f.fftSize();
    if (f.scale() == Scale.LINEAR) {
      long low = Math.round(f.minHz() / binHz);
      long bins = Math.round(f.maxHz() / binHz) - low;
      double sum = 0;
      int count = 0;
      for (int bin = 0; bin < weights[band].length; bin++) {
        boolean inside = bin >= low && bin < low + bins;
        if (inside && bin >= low + band * bins / f.bands()) {
          if (bin < low + (band + 1) * bins / f.bands()) {
            weights[band][bin] = 1;
            sum += bin * binHz;
            count++;
          }
        }
      }
      return sum / count;
    }
    double melLow = 2595 * Math.log10(1 + f.minHz() / 700);
    double melHigh = 2595 * Math.log10(1 + f.maxHz() / 700);
    double step = (melHigh - melLow) / (f.bands() + 1);
    double left = 700 * (Math.pow(10, (melLow + band * step) / 2595) - 1);
    double centre = 700 * (Math.pow(10, (melLow + (band + 1) * step) / 2595) - 1);
    double right = 700 * (Math.pow(10, (melLow + (band + 2) * step) / 2595) - 1);
    for (int bin = 0; bin < weights[band].length; bin++) {
      double up = (bin * binHz - left) / (centre - left);
      double down = (right - bin * binHz) / (right - centre);
      weights[band][bin] = Math.max(0, Math.min(up, down));
    }
    return centre;
  }

  private double window(int n) {
    return Math.pow(Math.sin(Math.PI * n / f.frameSamples()), 2);
  }

  /** What the positive frequency of a full-scale sine leaves in a bin. */
  private double sinePower(double hz, int bin) {
    double radians = 2 * Math.PI * (hz / f.sampleRateHz() - (double) bin / f.fftSize());
    double re = 0;
    double im = 0;
    for (int n = 0; n < f.frameSamples(); n++) {
      re += 0.5 * window(n) * Math.cos(radians * n);
      im += 0.5 * window(n) * Math.sin(radians * n);
    }
    return re * re + im * im;
  }

  /** The column of the frame at an offset. */
  int[] levels(short[] samples, int offset) {
    double[] windowed = new double[f.frameSamples()];
    for (int n = 0; n < windowed.length; n++) {
      windowed[n] = window(n) * samples[offset + n] / 32_768.0;
    }
    double[] powers = new double[f.fftSize() / 2 + 1];
    for (int bin = 0; bin < powers.length; bin++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < f.frameSamples(); n++) {
        double x = windowed[n];
        int turn = (int) ((long) bin * n % f.fftSize());
        re += x * cosines[turn];
        im -= x * cosines[(turn + 3 * f.fftSize() / 4) % f.fftSize()];
      }
      powers[bin] = re * re + im * im;
    }
    int[] levels = new int[f.bands()];
    for (int band = 0; band < levels.length; band++) {
      double power = 0;
      for (int bin = 0; bin < powers.length; bin++) {
        power += weights[band][bin] * powers[bin];
      }
      double share = (10 * Math.log10(power) - f.floorDb()) / (f.ceilingDb() - f.floorDb());
      levels[band] = (int) Math.round(255 * Math.max(0, Math.min(1, share)));
    }
    return levels;
  }
}
