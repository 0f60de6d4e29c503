package io.tenor.streams.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an alert is sent again: exponential, with full jitter. After the n-th
 * failure in a row it is a random share of the ceiling, which is 1 s · 2^(n−1) and at most a
 * minute. Where somebody has to change something first the ceiling is a minute at once. A longer
 * {@code Retry-After} is honoured, up to five minutes.
 *
 * <p>Source of full jitter: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(60);
  static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after a failure.
   *
   * @param failures in a row with this one, at least 1
   */
  Duration delay(int failures, Answer.Failed failed) {
    var ceiling = failed.lasting() ? LONGEST : ceiling(failures);
    var jittered = Duration.ofNanos((long) (random.nextDouble() * ceiling.toNanos()));
    var asked = failed.retryAfter().orElse(Duration.ZERO);
    return longer(jittered, asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked);
  }

  private static Duration ceiling(int failures) {
    int doublings = failures - 1;
    // 2^6 s is beyond the longest.
    return doublings >= 6 ? LONGEST : FIRST.multipliedBy(1L << doublings);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
