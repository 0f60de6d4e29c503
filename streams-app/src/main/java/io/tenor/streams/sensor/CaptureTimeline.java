package io.tenor.streams.sensor;

import java.time.Duration;
import java.time.Instant;

/**
 * Where consecutive blocks of samples stand in time: by the count of samples, so that no rounding
 * adds up. Each change of the sample rate begins a new session, in which sample indices begin
 * again. Where blocks have a clock, that wins ({@link #follow}).
 */
final class CaptureTimeline {

  /** A clock that is so far ahead of the count says that samples are missing. */
  static final Duration LOST = Duration.ofMillis(200);

  /** A clock that is so far off says that the samples are not taken at their rate. */
  static final Duration DRIFTED = Duration.ofMillis(60);

  private final String session;

  private int sampleRateHz;
  private int sessions;
  private long samples;

  /** Of those, samples that are missing. */
  private long lost;

  private Instant sessionStart;
  private Duration before = Duration.ZERO;

  /**
   * Where a block stands.
   *
   * @param session that it belongs to
   * @param firstSample index of its first sample in the session
   * @param captured when that sample was captured
   * @param end length of all audio up to the block's end, over all sessions
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

  /**
   * Goes by a clock from the next block on: if that was captured much later than the count of
   * samples says, as when the machine was asleep or the device ran over, what is between is missing
   * and its indices are left out; if little later, or earlier, the clock and the device do not run
   * alike, and only the times are set right.
   *
   * @param block the next to be added
   * @param captured when its first sample was
   */
  void follow(AudioBlock block, Instant captured) {
    if (block.sampleRateHz() != sampleRateHz) {
      return; // a session begins, and with it a count
    }
    Duration off = Duration.between(sessionStart.plus(time(samples)), captured);
    if (off.compareTo(LOST) >= 0) {
      long missing = off.toMillis() * sampleRateHz / 1_000;
      samples += missing;
      lost += missing;
    } else if (off.abs().compareTo(DRIFTED) >= 0) {
      sessionStart = sessionStart.plus(off);
    }
  }

  /** Adds a block. */
  Stamp add(AudioBlock block) {
    if (block.sampleRateHz() != sampleRateHz) {
      if (sessions > 0) {
        sessionStart = sessionStart.plus(time(samples));
        before = before.plus(time(samples - lost));
      }
      sampleRateHz = block.sampleRateHz();
      samples = 0;
      lost = 0;
      sessions++;
    }
    long first = samples;
    samples += block.samples().length;
    return new Stamp(
        name(), first, sessionStart.plus(time(first)), before.plus(time(samples - lost)));
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
