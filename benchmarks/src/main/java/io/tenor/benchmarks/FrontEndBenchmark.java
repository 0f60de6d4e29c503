package io.tenor.benchmarks;

import io.tenor.benchmarks.report.Beside;
import io.tenor.spectrogram.ColumnStream;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.LevelExtractor;
import io.tenor.spectrogram.RunningBandStatistics;
import io.tenor.spectrogram.SensorNormalisation;
import java.util.Arrays;
import java.util.Random;
import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the acoustic front end costs: a column beside the bare transform in it, and a window
 * computed from its samples beside one that has moved by a third of its length, of which only the
 * new columns are computed.
 */
@State(Scope.Thread)
public class FrontEndBenchmark {

  /** Which front end: {@code compact}, or {@code paper512}, the paper's of 512 x 512. */
  @Param({"compact", "paper512"})
  public String frontEnd;

  private FrontEnd settings;
  private LevelExtractor extractor;
  private ColumnStream stream;
  private ColumnStream fromTheStart;
  private DoubleFFT_1D transform;
  private RunningBandStatistics statistics;
  private short[] samples;
  private byte[] column;
  private byte[] window;
  private double[] frame;
  private double[] work;
  private int third;
  private int at;
  private int filled;

  /** Noise at -20 dB of full scale, longer than a window: no value is special. */
  @Setup
  public void fill() {
    settings = frontEnd.equals("compact") ? FrontEnd.compact() : FrontEnd.paper(512);
    extractor = new LevelExtractor(settings);
    stream = new ColumnStream(extractor);
    fromTheStart = new ColumnStream(extractor);
    transform = new DoubleFFT_1D(settings.fftSize());
    statistics = new RunningBandStatistics(prior(settings));
    third = settings.windowFrames() / 3;
    column = new byte[settings.bands()];
    window = new byte[settings.windowFrames() * settings.bands()];
    frame = new double[settings.fftSize()];
    work = new double[settings.fftSize()];
    samples = new short[2 * settings.windowSamples()];
    Random random = new Random(1);
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) (3_277 * random.nextGaussian());
    }
    for (int n = 0; n < settings.frameSamples(); n++) {
      frame[n] = samples[n] / 32_768.0;
    }
    stream.push(samples, 0, settings.windowSamples(), levels -> {});
  }

  private static SensorNormalisation prior(FrontEnd frontEnd) {
    float[] mean = new float[frontEnd.bands()];
    float[] deviation = new float[frontEnd.bands()];
    Arrays.fill(mean, 110);
    Arrays.fill(deviation, 40);
    return new SensorNormalisation(mean, deviation, 300, 6_000);
  }

  /** The floor of a column: its transform, of a fresh copy, since it works in place. */
  @Benchmark
  public double[] transform() {
    System.arraycopy(frame, 0, work, 0, frame.length);
    transform.realForward(work);
    return work;
  }

  /** A column by itself: windowing, transform, bands, levels; each time of other samples. */
  @Benchmark
  @Beside("transform")
  public byte[] column() {
    extractor.column(samples, next(settings.hopSamples(), settings.frameSamples()), column, 0);
    return column;
  }

  /** What a sensor's history adds to a column where the model asks for it. */
  @Benchmark
  @Beside("column")
  public RunningBandStatistics columnIntoHistory() {
    statistics.add(column, 0);
    return statistics;
  }

  /** The floor of a window that has moved by a third. */
  @Benchmark
  public double[] transformsOfAThird() {
    return transforms(third);
  }

  /** The new columns of a window that has moved by a third, behind a copy of those that it has. */
  @Benchmark
  @Beside(value = "transformsOfAThird", atMost = 1.3)
  @Beside(value = "windowFromTheStart", atMost = 0.4)
  public byte[] windowMovedByAThird() {
    int stale = third * column.length;
    filled = window.length - stale;
    System.arraycopy(window, stale, window, 0, filled);
    int fresh = third * settings.hopSamples();
    stream.push(samples, next(fresh, fresh), fresh, this::keep);
    return window;
  }

  /** The floor of a window from the start. */
  @Benchmark
  public double[] transformsOfAWindow() {
    return transforms(settings.windowFrames());
  }

  /** Every column of a window, computed from its samples. */
  @Benchmark
  @Beside(value = "transformsOfAWindow", atMost = 1.3)
  public byte[] windowFromTheStart() {
    filled = 0;
    fromTheStart.reset();
    fromTheStart.push(samples, 0, settings.windowSamples(), this::keep);
    return window;
  }

  private double[] transforms(int count) {
    for (int n = 0; n < count; n++) {
      transform();
    }
    return work;
  }

  /** Where the next samples are; from the start again where there are not enough. */
  private int next(int step, int length) {
    at = at + step + length > samples.length ? 0 : at + step;
    return at;
  }

  private void keep(byte[] levels) {
    System.arraycopy(levels, 0, window, filled, levels.length);
    filled += levels.length;
  }
}
