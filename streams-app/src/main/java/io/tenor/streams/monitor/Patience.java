package io.tenor.streams.monitor;

import java.time.Duration;

/**
 * How long a monitor bears that its threads fail.
 *
 * @param passing for so long it is tried again where something is missing that may come back
 * @param failures so often a thread may fail for another reason
 * @param within failures count for so long
 * @param settled after so long without a failure the stream threads are well
 * @param forgotten after so long without a failure the next one is a first one
 */
record Patience(
    Duration passing, int failures, Duration within, Duration settled, Duration forgotten) {

  /** Three minutes; five failures within ten minutes; well after ten seconds. */
  static final Patience USUAL =
      new Patience(
          Duration.ofMinutes(3),
          5,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1));

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * How long to wait before another try: not at all, then 1 s, and each time twice as long up to 10
   * s.
   *
   * @param before tries that have failed in a row
   */
  static Duration pause(int before) {
    if (before == 0) {
      return Duration.ZERO;
    }
    var pause = Duration.ofSeconds(1L << Math.min(before - 1, 4));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
