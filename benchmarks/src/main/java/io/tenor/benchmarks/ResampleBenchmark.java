package io.tenor.benchmarks;

import io.tenor.audio.StreamResampler;
import io.tenor.benchmarks.report.Beside;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to bring 250 ms to 16 kHz, beside a copy of the samples. */
@State(Scope.Thread)
public class ResampleBenchmark {

  private static final int TO_HZ = 16_000;
  private static final int CHUNKS_PER_SECOND = 4;

  /** The sensor's sample rate. */
  @Param({"8000", "44100", "48000"})
  public int rateHz;

  private StreamResampler resampler;
  private short[] samples;
  private short[] copy;

  /** A chunk of speech: what it says at another rate does not matter here. */
  @Setup
  public void fill() {
    resampler = new StreamResampler(rateHz, TO_HZ);
    samples = Voices.speech(rateHz / CHUNKS_PER_SECOND);
    copy = new short[samples.length];
  }

  /** The floor: the samples, copied. */
  @Benchmark
  public short[] copy() {
    System.arraycopy(samples, 0, copy, 0, samples.length);
    return copy;
  }

  /** A chunk of an endless stream. */
  @Benchmark
  @Beside("copy")
  public short[] resample() {
    return resampler.push(samples, 0, samples.length);
  }
}
