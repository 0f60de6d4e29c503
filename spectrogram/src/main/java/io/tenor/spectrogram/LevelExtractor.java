package io.tenor.spectrogram;

import java.util.Arrays;
import java.util.Objects;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Computes one column of 8-bit levels from one frame of samples: periodic Hann window, zero-padded
 * transform, band powers, levels.
 *
 * <p>A level is {@code round(255 * (dB - floorDb) / (ceilingDb - floorDb))} clamped to 0..255, dB
 * being the band's power relative to a full-scale sine at its centre. The same samples give the
 * same levels wherever they stand in a stream. Allocates nothing per column; not thread-safe.
 */
public final class LevelExtractor {
  private static final double FULL_SCALE = 32_768;

  private final FrontEnd frontEnd;
  private final DoubleFFT_1D transform;
  private final double[] scaledWindow;
  private final double[] work;
  private final BandFilters filters;
  private final LevelScale levels;

  /** Prepares window, filters and thresholds; about a millisecond. */
  public LevelExtractor(FrontEnd f) {
    frontEnd = f;
    transform = new DoubleFFT_1D(f.fftSize());
    work = new double[f.fftSize()];
    double[] window = hann(f.frameSamples());
    filters = new BandFilters(f, window);
    levels = new LevelScale(f);
    scaledWindow = window;
    for (int n = 0; n < window.length; n++) {
      scaledWindow[n] /= FULL_SCALE;
    }
  }

  /** The periodic Hann window, {@code 0.5 - 0.5 cos(2 pi n / size)}. */
  private static double[] hann(int size) {
    double[] window = new double[size];
    for (int n = 0; n < size; n++) {
      window[n] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / size);
    }
    return window;
  }

  /** What this extractor computes. */
  public FrontEnd frontEnd() {
    return frontEnd;
  }

  /**
   * Computes the column of {@code samples[offset .. offset + frameSamples)}.
   *
   * @param samples mono at the front end's rate
   * @param out receives {@code bands} unsigned levels from low to high frequency
   * @param outOffset where in {@code out}
   * @throws IndexOutOfBoundsException if the frame or the column does not fit
   */
  public void column(short[] samples, int offset, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, scaledWindow.length, samples.length);
    Objects.checkFromIndexSize(outOffset, frontEnd.bands(), out.length);
    for (int n = 0; n < scaledWindow.length; n++) {
      work[n] = samples[offset + n] * scaledWindow[n];
    }
    finish(out, outOffset);
  }

  /**
   * The same of samples that are numbers with a fraction already, though none has one: to turn them
   * costs more than to window them, and neighbouring columns share most of theirs.
   */
  void column(double[] samples, int offset, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, scaledWindow.length, samples.length);
    Objects.checkFromIndexSize(outOffset, frontEnd.bands(), out.length);
    // The compiler takes several numbers at once where all arrays have one index, not with an
    // offset.
    System.arraycopy(samples, offset, work, 0, scaledWindow.length);
    for (int n = 0; n < scaledWindow.length; n++) {
      work[n] *= scaledWindow[n];
    }
    finish(out, outOffset);
  }

  private void finish(byte[] out, int outOffset) {
    Arrays.fill(work, scaledWindow.length, work.length, 0);
    transform.realForward(work);
    work[1] = 0; // the transform keeps the highest bin here, which no band uses
    filters.levels(work, levels, out, outOffset);
  }
}
