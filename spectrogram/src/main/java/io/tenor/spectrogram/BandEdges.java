package io.tenor.spectrogram;

import io.tenor.spectrogram.FrontEnd.Scale;

/**
 * Which bins of the transform belong to a band, and with which weight, before calibration.
 *
 * <p>MEL: triangles whose corners are equally spaced on the mel scale of HTK, {@code mel = 2595
 * log10(1 + f / 700)} (Young et al., The HTK Book, section 5.6), straight in hertz as in
 * torchaudio's and librosa's filter banks, 1 at the centre. LINEAR: the bins from {@code minHz}
 * (rounded to a bin) up to but without {@code maxHz}, cut into equal groups of weight 1.
 */
record BandEdges(
    Scale scale, int sampleRateHz, int fftSize, int bands, double minHz, double maxHz) {

  static BandEdges of(FrontEnd f) {
    return new BandEdges(f.scale(), f.sampleRateHz(), f.fftSize(), f.bands(), f.minHz(), f.maxHz());
  }

  /** The first band without a bin, or -1 where every band has one. */
  static int firstEmpty(
      Scale scale, int sampleRateHz, int fftSize, int bands, double minHz, double maxHz) {
    var edges = new BandEdges(scale, sampleRateHz, fftSize, bands, minHz, maxHz);
    for (int band = 0; band < bands; band++) {
      if (edges.firstBin(band) >= edges.endBin(band)) {
        return band;
      }
    }
    return -1;
  }

  /** The first bin with a weight above 0. */
  int firstBin(int band) {
    if (scale == Scale.LINEAR) {
      return lowBin() + (int) ((long) band * (highBin() - lowBin()) / bands);
    }
    return (int) Math.floor(cornerHz(band) * fftSize / sampleRateHz) + 1;
  }

  /** One after the last bin with a weight above 0. */
  int endBin(int band) {
    if (scale == Scale.LINEAR) {
      return firstBin(band + 1);
    }
    return (int) Math.ceil(cornerHz(band + 2) * fftSize / sampleRateHz);
  }

  /** Weight of a bin between {@link #firstBin} and {@link #endBin}, above 0 and at most 1. */
  double weight(int band, int bin) {
    if (scale == Scale.LINEAR) {
      return 1;
    }
    double hz = binHz(bin);
    double left = cornerHz(band);
    double centre = cornerHz(band + 1);
    double right = cornerHz(band + 2);
    return hz <= centre ? (hz - left) / (centre - left) : (right - hz) / (right - centre);
  }

  double binHz(int bin) {
    return (double) bin * sampleRateHz / fftSize;
  }

  double centreHz(int band) {
    return scale == Scale.LINEAR
        ? (binHz(firstBin(band)) + binHz(endBin(band) - 1)) / 2
        : cornerHz(band + 1);
  }

  /** Where a frequency lies on an axis of bands: the centre of band b is at b + 0.5. */
  double position(double hertz) {
    if (scale == Scale.LINEAR) {
      double bin = hertz * fftSize / sampleRateHz;
      return (bin - lowBin() + 0.5) * bands / (highBin() - lowBin());
    }
    double low = mel(minHz);
    return (mel(hertz) - low) * (bands + 1) / (mel(maxHz) - low) - 0.5;
  }

  private double cornerHz(int corner) {
    if (corner == 0) {
      return minHz;
    }
    if (corner == bands + 1) {
      return maxHz;
    }
    double low = mel(minHz);
    return hertz(low + corner * (mel(maxHz) - low) / (bands + 1));
  }

  private int lowBin() {
    return (int) Math.round(minHz * fftSize / sampleRateHz);
  }

  private int highBin() {
    return (int) Math.round(maxHz * fftSize / sampleRateHz);
  }

  /** StrictMath, so that every machine has the same filters to the last bit. */
  static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }
}
