package io.tenor.streams.sensor;

import java.time.Duration;
import java.time.Instant;

/**
 * Where consecutive blocks of samples stand in time: by the count of samples, so that no rounding
 * adds up. Each change of the sample rate begins a new session, in which sample indices begin
 * again.
 */
final class CaptureTimeline {

  private final String session;

  private int sampleRateHz;
  private int sessions;
  private long samples;
  private Instant sessionStart;
  private Duration before = Duration.ZERO;

  /**
   * Where a block stands.
   *
   * @param session that it belongs to
   * @param firstSample index of its first sample in the session
   * @param captured when that sample was captured
   * @param end length of everything up to the block's end, over all sessions
   */
  record Stamp(String session, long firstSample, Instant captured, Duration end) {}

  /**
   * A timeline without samples.
   *
   * @param session name of the first session; later ones have {@code -2}, {@code -3} and so on
   *     added
   * @param start when the first sample is captured
   */
  CaptureTimeline(String session, Instant start) {
    this.session = session;
    this.sessionStart = start;
  }

  /** Adds a block. */
  Stamp add(AudioBlock block) {
    if (block.sampleRateHz() != sampleRateHz) {
      if (sessions > 0) {
        Duration length = time(samples);
        sessionStart = sessionStart.plus(length);
        before = before.plus(length);
      }
      sampleRateHz = block.sampleRateHz();
      samples = 0;
      sessions++;
    }
    long first = samples;
    samples += block.samples().length;
    return new Stamp(name(), first, sessionStart.plus(time(first)), before.plus(time(samples)));
  }

  private String name() {
    return sessions == 1 ? session : session + '-' + sessions;
  }

  private Duration time(long count) {
    return time(count, sampleRateHz);
  }

  /** How long so many samples are. */
  static Duration time(long samples, int sampleRateHz) {
    return Duration.ofSeconds(
        samples / sampleRateHz, samples % sampleRateHz * 1_000_000_000L / sampleRateHz);
  }
}
