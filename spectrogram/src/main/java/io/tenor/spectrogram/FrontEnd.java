package io.tenor.spectrogram;

import java.util.Objects;

/**
 * How samples become columns of 8-bit levels; a model carries it in its metadata, and the monitor
 * reads it from there.
 *
 * <p>Every message of the checks below begins with the name of the component that is wrong and
 * holds its value: {@link ModelMetadata#parse} turns that name into the property's.
 *
 * @param sampleRateHz samples a second of the mono input, 8000 to 48000
 * @param fftSize points of the Fourier transform, a power of two from 64 to 4096; a frame is padded
 *     with zeros up to it
 * @param frameSamples samples a column looks at (periodic Hann window), 16 to {@code fftSize}
 * @param hopSamples samples between the starts of neighbouring columns, 1 to {@code frameSamples}
 * @param scale how frequency is divided into bands
 * @param bands levels a column has, 1 to {@code fftSize / 2}
 * @param minHz lower edge of the lowest band, at least 0
 * @param maxHz upper edge of the highest band, above {@code minHz}, at most half the sample rate
 * @param floorDb decibels of level 0, -200 to 100; 0 dB is a full-scale sine at a band's centre
 * @param ceilingDb decibels of level 255, above {@code floorDb}, at most 100
 * @param windowFrames columns of one window, the model's input, 1 to 100000
 */
public record FrontEnd(
    int sampleRateHz,
    int fftSize,
    int frameSamples,
    int hopSamples,
    Scale scale,
    int bands,
    double minHz,
    double maxHz,
    double floorDb,
    double ceilingDb,
    int windowFrames) {

  /** How the frequencies from {@code minHz} to {@code maxHz} are divided into bands. */
  public enum Scale {
    /** Overlapping triangles, equally spaced on HTK's mel scale. */
    MEL,
    /** Neighbouring bins of the transform, the same number (give or take one) in every band. */
    LINEAR
  }

  /** The highest level; levels are unsigned in a byte. */
  public static final int MAX_LEVEL = 255;

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is out of its range; the message begins with its name
   */
  public FrontEnd {
    between("sampleRateHz", sampleRateHz, 8_000, 48_000);
    between("fftSize", fftSize, 64, 4_096);
    if (Integer.bitCount(fftSize) != 1) {
      throw new IllegalArgumentException("fftSize is " + fftSize + ", not a power of two");
    }
    between("frameSamples", frameSamples, 16, fftSize);
    between("hopSamples", hopSamples, 1, frameSamples);
    Objects.requireNonNull(scale, "scale is null, not MEL or LINEAR");
    between("bands", bands, 1, fftSize / 2.0);
    between("minHz", minHz, 0, sampleRateHz / 2.0);
    between("maxHz", maxHz, 0, sampleRateHz / 2.0);
    if (minHz >= maxHz) {
      throw new IllegalArgumentException("minHz is " + minHz + ", not below maxHz " + maxHz);
    }
    between("floorDb", floorDb, -200, 100);
    between("ceilingDb", ceilingDb, -200, 100);
    if (floorDb >= ceilingDb) {
      throw new IllegalArgumentException(
          "floorDb is " + floorDb + ", not below ceilingDb " + ceilingDb);
    }
    between("windowFrames", windowFrames, 1, 100_000);
    int empty = BandEdges.firstEmpty(scale, sampleRateHz, fftSize, bands, minHz, maxHz);
    if (empty >= 0) {
      throw new IllegalArgumentException(
          "bands is "
              + bands
              + ", too many from "
              + minHz
              + " to "
              + maxHz
              + " Hz for fftSize "
              + fftSize
              + ": band "
              + empty
              + " holds no bin of the transform; use fewer bands or a larger fftSize");
    }
  }

  /** The front end of the compact network: 40 mel bands every 10 ms, windows of about 2 s. */
  public static FrontEnd compact() {
    return new FrontEnd(16_000, 512, 400, 160, Scale.MEL, 40, 50, 7_600, -100, 0, 198);
  }

  /**
   * The front end of the paper's network: a square picture of about 2.07 s (rows from 0 to 8 kHz,
   * frames of 32 ms), the same picture at every size.
   *
   * @param size bands and frames of the picture: 64, 128, 256 or 512
   * @throws IllegalArgumentException if the size is another
   */
  public static FrontEnd paper(int size) {
    if (size < 64 || size > 512 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("size is " + size + ", not 64, 128, 256 or 512");
    }
    return new FrontEnd(
        16_000, 1024, 512, 32_768 / size, Scale.LINEAR, size, 0, 8_000, -100, 0, size);
  }

  /** Samples that one window covers: {@code (windowFrames - 1) * hopSamples + frameSamples}. */
  public int windowSamples() {
    return (windowFrames - 1) * hopSamples + frameSamples;
  }

  /**
   * Whole columns in a stretch of samples.
   *
   * @param samples number of samples, at least 0
   */
  public int frames(int samples) {
    return samples < frameSamples ? 0 : 1 + (samples - frameSamples) / hopSamples;
  }

  /**
   * The middle of a level's decibels.
   *
   * @param level 0 to 255
   */
  public double decibels(int level) {
    return floorDb + level * (ceilingDb - floorDb) / MAX_LEVEL;
  }

  /**
   * The level of a band power, the definition that {@link LevelExtractor} computes without a
   * logarithm.
   *
   * @param decibels relative to a full-scale sine; minus infinity is silence
   * @return 0 to 255
   */
  public int level(double decibels) {
    double level = MAX_LEVEL * (decibels - floorDb) / (ceilingDb - floorDb);
    return (int) Math.round(Math.max(0, Math.min(MAX_LEVEL, level)));
  }

  /**
   * Where a full-scale sine reads 0 dB in the band.
   *
   * @param band 0 to {@code bands - 1}, from low to high
   * @return hertz
   */
  public double centreHz(int band) {
    return BandEdges.of(this).centreHz(Objects.checkIndex(band, bands));
  }

  private static void between(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is " + plain(value) + ", not from " + plain(low) + " to " + plain(high));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
