package io.tenor.trainer.teacher;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Logarithms of mel powers as speech encoders take them. The mel scale is that of Slaney's Auditory
 * Toolbox (1998): linear below 1000 Hz at 200/3 Hz a mel, above it logarithmic with 27 mels for a
 * factor of 6.4. Not thread-safe.
 */
final class LogMel {

  private static final double LINEAR_HZ = 200.0 / 3;
  private static final double BREAK_HZ = 1000;
  private static final double BREAK_MEL = BREAK_HZ / LINEAR_HZ;
  private static final double LOG_STEP = StrictMath.log(6.4) / 27;

  private final TeacherInput input;
  private final double[] window;
  private final double[][] filters;
  private final int[] firstBins;
  private final DoubleFFT_1D transform;

  LogMel(TeacherInput input) {
    this.input = input;
    int size = input.fftSize();
    window = new double[size];
    for (int n = 0; n < size; n++) {
      window[n] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / size);
    }
    transform = new DoubleFFT_1D(size);
    filters = new double[input.bands()][];
    firstBins = new int[input.bands()];
    double low = mel(input.minHz());
    double step = (mel(input.maxHz()) - low) / (input.bands() + 1);
    for (int band = 0; band < input.bands(); band++) {
      filter(band, hz(low + band * step), hz(low + (band + 1) * step), hz(low + (band + 2) * step));
    }
  }

  private void filter(int band, double left, double middle, double right) {
    double binHz = (double) input.sampleRateHz() / input.fftSize();
    int first = (int) Math.ceil(left / binHz);
    int last = Math.min(input.fftSize() / 2, (int) Math.floor(right / binHz));
    double[] values = new double[Math.max(0, last - first + 1)];
    for (int i = 0; i < values.length; i++) {
      double hz = (first + i) * binHz;
      double height = Math.min((hz - left) / (middle - left), (right - hz) / (right - middle));
      values[i] = Math.max(0, height) * 2 / (right - left);
    }
    firstBins[band] = first;
    filters[band] = values;
  }

  private static double mel(double hz) {
    return hz < BREAK_HZ ? hz / LINEAR_HZ : BREAK_MEL + StrictMath.log(hz / BREAK_HZ) / LOG_STEP;
  }

  private static double hz(double mel) {
    return mel < BREAK_MEL
        ? mel * LINEAR_HZ
        : BREAK_HZ * StrictMath.exp(LOG_STEP * (mel - BREAK_MEL));
  }

  /** Columns that so many samples give. */
  int frames(int samples) {
    return 1 + samples / input.hopSamples();
  }

  /**
   * Computes all columns.
   *
   * @param samples 16-bit samples at the encoder's rate
   * @return {@code [bands][frames]}, row after row, normalised as the encoder asks
   */
  float[] of(short[] samples) {
    int frames = frames(samples.length);
    float[] columns = new float[input.bands() * frames];
    double[] frame = new double[input.fftSize()];
    int half = input.fftSize() / 2;
    for (int t = 0; t < frames; t++) {
      for (int n = 0; n < frame.length; n++) {
        int at = mirrored(t * input.hopSamples() + n - half, samples.length);
        frame[n] = window[n] * samples[at] / (Short.MAX_VALUE + 1.0);
      }
      transform.realForward(frame);
      for (int band = 0; band < input.bands(); band++) {
        double value = Math.log(power(frame, band) + input.offset());
        columns[band * frames + t] = (float) ((value - input.mean()) / input.deviation());
      }
    }
    return columns;
  }

  private double power(double[] spectrum, int band) {
    double sum = 0;
    double[] filter = filters[band];
    for (int i = 0; i < filter.length; i++) {
      int bin = firstBins[band] + i;
      double re = bin == spectrum.length / 2 ? spectrum[1] : spectrum[2 * bin];
      double im = bin == 0 || bin == spectrum.length / 2 ? 0 : spectrum[2 * bin + 1];
      sum += filter[i] * (re * re + im * im);
    }
    return sum;
  }

  /** The place inside that a place before the beginning or behind the end is a mirror of. */
  private static int mirrored(int at, int length) {
    if (length == 1) {
      return 0;
    }
    int place = Math.floorMod(at, 2 * (length - 1));
    return place < length ? place : 2 * (length - 1) - place;
  }
}
