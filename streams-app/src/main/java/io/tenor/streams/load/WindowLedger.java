package io.tenor.streams.load;

import java.time.Duration;
import java.util.BitSet;
import org.HdrHistogram.Histogram;

/**
 * The account of a load's windows: which have come, how long after the capture of their last
 * sample, and which came twice or not at all. Latency counts for windows that end in the measured
 * time; lost and doubled windows count from the first to the last. Thread-safe.
 */
public final class WindowLedger {

  private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

  private final Schedule schedule;
  private final long hopSamples;
  private final long windowSamples;
  private final long fromNanos;
  private final long toNanos;
  private final BitSet[] seen;
  private final Histogram measured = histogram();
  private final Histogram interval = histogram();
  private long windows;
  private long spoken;
  private long doubled;
  private long offGrid;

  /**
   * What has come since it was last asked.
   *
   * @param windows so many
   * @param p50Ms half of them came sooner after their last sample; NaN if there were none
   * @param p99Ms 99 of 100 came sooner
   * @param maxMs all came sooner
   */
  public record Interval(long windows, double p50Ms, double p99Ms, double maxMs) {}

  WindowLedger(LoadPlan plan, Schedule schedule) {
    this.schedule = schedule;
    hopSamples = plan.hopSamples();
    windowSamples = plan.timeline().frontEnd().windowSamples();
    fromNanos = plan.warmUp().toNanos();
    toNanos = plan.sending().toNanos();
    seen = new BitSet[plan.sensors()];
    for (int sensor = 0; sensor < seen.length; sensor++) {
      seen[sensor] = new BitSet();
    }
  }

  private static Histogram histogram() {
    return new Histogram(HIGHEST_MICROS, 3);
  }

  /**
   * A window has come.
   *
   * @param sensor whose, from 0
   * @param firstSample of the window
   * @param speech whether the model was asked
   * @param nanos when it was read, since the load began
   */
  synchronized void came(int sensor, long firstSample, boolean speech, long nanos) {
    if (sensor < 0 || sensor >= seen.length || firstSample % hopSamples != 0) {
      offGrid++;
      return;
    }
    int window = Math.toIntExact(firstSample / hopSamples);
    if (seen[sensor].get(window)) {
      doubled++;
      return;
    }
    seen[sensor].set(window);
    windows++;
    spoken += speech ? 1 : 0;
    long end = schedule.captureNanos(sensor, firstSample + windowSamples);
    long micros = Math.max(0, Math.min(HIGHEST_MICROS, (nanos - end) / 1_000));
    interval.recordValue(micros);
    if (end >= fromNanos && end < toNanos) {
      measured.recordValue(micros);
    }
  }

  /** What has come since this was last asked. */
  synchronized Interval interval() {
    var come =
        new Interval(
            interval.getTotalCount(),
            millis(interval, 50),
            millis(interval, 99),
            interval.getTotalCount() == 0 ? Double.NaN : interval.getMaxValue() / 1e3);
    interval.reset();
    return come;
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
  }

  /** Latency that this share of the measured windows stay under, ms; NaN if there were none. */
  synchronized double latencyMs(double percentile) {
    return millis(measured, percentile);
  }

  /** Windows whose latency was measured. */
  synchronized long measured() {
    return measured.getTotalCount();
  }

  /** Windows that have come, each counted once. */
  synchronized long windows() {
    return windows;
  }

  /** Those of them that hold speech, so that the model was asked. */
  synchronized long spoken() {
    return spoken;
  }

  /** Windows that came again. */
  synchronized long doubled() {
    return doubled;
  }

  /** Windows that no sensor of the load can have: another model cuts them. */
  synchronized long offGrid() {
    return offGrid;
  }

  /** Windows of which all samples were sent before this and that have not come. */
  synchronized long missing(long[] chunks, int chunkSamples) {
    long missing = 0;
    for (int sensor = 0; sensor < seen.length; sensor++) {
      missing += expected(chunks[sensor] * chunkSamples) - seen[sensor].cardinality();
    }
    return missing;
  }

  private long expected(long samples) {
    return samples < windowSamples ? 0 : 1 + (samples - windowSamples) / hopSamples;
  }
}
