package io.tenor.streams.window;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorNormalisation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a sensor's samples are cut.
 *
 * @param frontEnd how samples become columns, and how many columns a window has
 * @param windowHopFrames columns from the start of one window to the start of the next; windows
 *     start at its multiples
 * @param adaptation how the model wants the sensor's history, if it asks for it
 * @param bridgeMs gaps up to this many milliseconds are filled with silence and marked
 * @param jitterMs how far a capture time may lie from what the sample count says before the clock
 *     is believed to have moved
 * @param reorderMs how much of a sensor's audio may come before what belongs in front of it, up to
 *     {@link #MAX_REORDER_MS}; 0 takes every chunk as it comes
 * @param duplicateMs without sample indices: a chunk up to this far in the past came twice, one
 *     further back means that the clock was set back
 * @param forgetMs a sensor of which nothing was captured for longer than this is a new one: nobody
 *     knows who is there now; at least 1
 */
public record TimelineSettings(
    FrontEnd frontEnd,
    int windowHopFrames,
    Optional<SensorNormalisation> adaptation,
    int bridgeMs,
    int jitterMs,
    int duplicateMs,
    int reorderMs,
    long forgetMs) {

  /** How long the monitor waits for a missing chunk unless told otherwise, in milliseconds. */
  public static final int REORDER_MS = 2_000;

  /**
   * The longest that it can wait, in milliseconds: what is held of a sensor may be one record of a
   * changelog, and a broker takes no more than a mebibyte unless told otherwise.
   */
  public static final int MAX_REORDER_MS = 10_000;

  /** How long a sensor that is quiet is remembered unless told otherwise, in milliseconds. */
  public static final long FORGET_MS = Duration.ofDays(1).toMillis();

  /** Checks the ranges. */
  public TimelineSettings {
    if (windowHopFrames < 1 || windowHopFrames > frontEnd.windowFrames()) {
      throw new IllegalArgumentException(
          "windowHopFrames is 1 to %d, not %d".formatted(frontEnd.windowFrames(), windowHopFrames));
    }
    if (bridgeMs < 0 || jitterMs < 1 || duplicateMs < jitterMs) {
      throw new IllegalArgumentException(
          "0 <= bridgeMs, 1 <= jitterMs <= duplicateMs, not %d, %d, %d"
              .formatted(bridgeMs, jitterMs, duplicateMs));
    }
    if (forgetMs < 1) {
      throw new IllegalArgumentException("forgetMs is 1 or more, not " + forgetMs);
    }
    if (reorderMs < 0 || reorderMs > MAX_REORDER_MS) {
      throw new IllegalArgumentException(
          "reorderMs is 0 to %d, not %d".formatted(MAX_REORDER_MS, reorderMs));
    }
  }

  /** How many complete windows there are in so many samples at the front end's rate. */
  public long windowsIn(long samples) {
    long hop = (long) windowHopFrames * frontEnd.hopSamples();
    return samples < frontEnd.windowSamples() ? 0 : 1 + (samples - frontEnd.windowSamples()) / hop;
  }

  /** For this model: two windows a second, gaps bridged up to 200 ms, 2 s to put in order. */
  public static TimelineSettings of(ModelMetadata model) {
    return of(model.frontEnd(), model.adaptation());
  }

  /**
   * The same with another hop, in whole columns: at least one, and no more than a window, so that
   * nothing goes unheard.
   */
  public TimelineSettings hopping(Duration hop) {
    double columns = hop.toNanos() / 1e9 * frontEnd.sampleRateHz() / frontEnd.hopSamples();
    return new TimelineSettings(
        frontEnd,
        (int) Math.max(1, Math.min(frontEnd.windowFrames(), Math.rint(columns))),
        adaptation,
        bridgeMs,
        jitterMs,
        duplicateMs,
        reorderMs,
        forgetMs);
  }

  /** The same with another time to wait for what is missing. */
  public TimelineSettings reordering(Duration time) {
    return new TimelineSettings(
        frontEnd,
        windowHopFrames,
        adaptation,
        bridgeMs,
        jitterMs,
        duplicateMs,
        Math.toIntExact(time.toMillis()),
        forgetMs);
  }

  /** The same with another time after which a quiet sensor is forgotten. */
  public TimelineSettings forgetting(Duration time) {
    return new TimelineSettings(
        frontEnd,
        windowHopFrames,
        adaptation,
        bridgeMs,
        jitterMs,
        duplicateMs,
        reorderMs,
        time.toMillis());
  }

  /** Two windows a second, gaps bridged up to 200 ms. */
  static TimelineSettings of(FrontEnd frontEnd, Optional<SensorNormalisation> adaptation) {
    int hop = Math.max(1, frontEnd.sampleRateHz() / frontEnd.hopSamples() / 2);
    return new TimelineSettings(
        frontEnd,
        Math.min(hop, frontEnd.windowFrames()),
        adaptation,
        200,
        200,
        2_000,
        REORDER_MS,
        FORGET_MS);
  }

  /** Samples of a sensor after which a sample and a column start at the same instant. */
  long samplesPerBoundary(int rateHz) {
    long product = (long) rateHz * frontEnd.hopSamples();
    return product / gcd(product, frontEnd.sampleRateHz());
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /**
   * Changes when stored columns of other settings could not be used. It is compared across
   * processes, so it is made of values whose hash codes are specified; that of an enum, or of a
   * record that does not say so, is not.
   */
  int columnsFingerprint() {
    return List.of(
            frontEnd.sampleRateHz(),
            frontEnd.fftSize(),
            frontEnd.frameSamples(),
            frontEnd.hopSamples(),
            frontEnd.scale().name(),
            frontEnd.bands(),
            frontEnd.minHz(),
            frontEnd.maxHz(),
            frontEnd.floorDb(),
            frontEnd.ceilingDb(),
            frontEnd.windowFrames(),
            windowHopFrames)
        .hashCode();
  }

  /** Changes when a stored history of other settings could not be used; likewise. */
  public int historyFingerprint() {
    return adaptation.map(SensorNormalisation::hashCode).orElse(0);
  }
}
