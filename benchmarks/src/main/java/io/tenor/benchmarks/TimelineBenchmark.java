package io.tenor.benchmarks;

import io.tenor.benchmarks.report.Beside;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.Advance;
import io.tenor.streams.window.SensorTimeline;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowTools;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a chunk of 250 ms costs until its columns and windows are there, beside the bare transforms
 * of its 25 columns, and what it costs to encode the sensor's state behind it.
 */
@State(Scope.Thread)
public class TimelineBenchmark {

  private static final int CHUNK_SAMPLES = 4_000;
  private static final int CHUNKS = 240;
  private static final int SAMPLES_PER_MS = 16;

  private final short[][] chunks = new short[CHUNKS][];
  private SensorTimeline timeline;
  private DoubleFFT_1D transform;
  private double[] frame;
  private double[] work;
  private int columnsOfAChunk;
  private long next;
  private byte[] encoded;
  private byte[] copy;

  /** A sensor that has been heard for a minute. */
  @Setup
  public void listen() {
    var speech = Voices.speech(CHUNKS * CHUNK_SAMPLES);
    for (int n = 0; n < CHUNKS; n++) {
      chunks[n] = Arrays.copyOfRange(speech, n * CHUNK_SAMPLES, (n + 1) * CHUNK_SAMPLES);
    }
    TimelineSettings settings;
    try (var model = OnnxModel.shipped(1)) {
      settings = TimelineSettings.of(model.metadata());
    }
    timeline = new SensorTimeline(Voices.sensor(1), WindowTools.of(settings));
    for (int n = 0; n < CHUNKS; n++) {
      accept();
    }
    encoded = timeline.encode();
    copy = new byte[encoded.length];
    transform = new DoubleFFT_1D(settings.frontEnd().fftSize());
    work = new double[settings.frontEnd().fftSize()];
    frame = new double[work.length];
    for (int n = 0; n < settings.frontEnd().frameSamples(); n++) {
      frame[n] = speech[n] / 32_768.0;
    }
    columnsOfAChunk = CHUNK_SAMPLES / settings.frontEnd().hopSamples();
  }

  /** The floor of a chunk. */
  @Benchmark
  public double[] transforms() {
    for (int n = 0; n < columnsOfAChunk; n++) {
      System.arraycopy(frame, 0, work, 0, frame.length);
      transform.realForward(work);
    }
    return work;
  }

  /** A chunk; every second one completes a window. */
  @Benchmark
  @Beside("transforms")
  public Advance accept() {
    int chunk = (int) (next / CHUNK_SAMPLES % CHUNKS);
    var advance =
        timeline.accept(
            new AudioChunk(
                Voices.sensor(1),
                "morning",
                OptionalLong.of(next),
                next / SAMPLES_PER_MS,
                1_000 * SAMPLES_PER_MS,
                chunks[chunk]));
    next += CHUNK_SAMPLES;
    return advance;
  }

  /** The floor of a state: its bytes, copied. */
  @Benchmark
  public byte[] copy() {
    System.arraycopy(encoded, 0, copy, 0, encoded.length);
    return copy;
  }

  /** The state that is stored behind every chunk. */
  @Benchmark
  @Beside("copy")
  public byte[] encode() {
    return timeline.encode();
  }
}
