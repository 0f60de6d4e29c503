package io.tenor.benchmarks;

import io.tenor.spectrogram.ColumnStream;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.LevelExtractor;
import io.tenor.spectrogram.RunningBandStatistics;
import io.tenor.spectrogram.SensorNormalisation;
import io.tenor.spectrogram.Spectrogram;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the acoustic front end costs: a column beside the bare transform in it, and a window of two
 * seconds computed from its samples beside one whose columns are kept, of which only the last half
 * second is new (the monitor scores two windows a second).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrontEndBenchmark {

  private static final int WINDOWS_PER_SECOND = 2;

  private final FrontEnd frontEnd = FrontEnd.compact();
  private final LevelExtractor extractor = new LevelExtractor(frontEnd);
  private final ColumnStream stream = new ColumnStream(frontEnd);
  private final DoubleFFT_1D transform = new DoubleFFT_1D(frontEnd.fftSize());
  private final RunningBandStatistics statistics = new RunningBandStatistics(prior(frontEnd));
  private final short[] samples = new short[frontEnd.windowSamples()];
  private final byte[] column = new byte[frontEnd.bands()];
  private final byte[] window = new byte[frontEnd.windowFrames() * frontEnd.bands()];
  private final double[] frame = new double[frontEnd.fftSize()];
  private final double[] work = new double[frontEnd.fftSize()];
  private int filled;

  private static SensorNormalisation prior(FrontEnd frontEnd) {
    float[] mean = new float[frontEnd.bands()];
    float[] deviation = new float[frontEnd.bands()];
    Arrays.fill(mean, 110);
    Arrays.fill(deviation, 40);
    return new SensorNormalisation(mean, deviation, 300, 6_000);
  }

  /** Noise at -20 dB of full scale: no value is special. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) (3_277 * random.nextGaussian());
    }
    for (int n = 0; n < frame.length; n++) {
      frame[n] = samples[n] / 32_768.0;
    }
    stream.push(samples, 0, samples.length, levels -> {});
  }

  /** The floor of a column: its transform, of a fresh copy, since it works in place. */
  @Benchmark
  public double[] bareTransform() {
    System.arraycopy(frame, 0, work, 0, frame.length);
    transform.realForward(work);
    return work;
  }

  /** A column: windowing, transform, bands, levels. */
  @Benchmark
  public byte[] column() {
    extractor.column(samples, 0, column, 0);
    return column;
  }

  /** What a sensor's history adds to a column where the model asks for it. */
  @Benchmark
  public RunningBandStatistics columnIntoHistory() {
    statistics.add(column, 0);
    return statistics;
  }

  /** Every column of a window, computed from its samples. */
  @Benchmark
  public byte[] windowFromScratch() {
    return Spectrogram.levels(frontEnd, samples);
  }

  /** The new columns of a window and a copy of it all, as the monitor does it. */
  @Benchmark
  public byte[] windowIncrementally() {
    int fresh = frontEnd.sampleRateHz() / WINDOWS_PER_SECOND;
    int stale = fresh / frontEnd.hopSamples() * column.length;
    filled = window.length - stale;
    System.arraycopy(window, stale, window, 0, filled);
    stream.push(samples, 0, fresh, this::keep);
    return window;
  }

  private void keep(byte[] levels) {
    System.arraycopy(levels, 0, window, filled, levels.length);
    filled += levels.length;
  }
}
