package io.tenor.streams.ingest;

import java.util.HashMap;
import java.util.Map;

/**
 * One time for many sensors, told by what they send: it only goes forward, and no sensor's clock
 * can lead it astray. It goes with whichever sensor is furthest; a sensor whose time is further off
 * than {@code longestPauseMs} is taken to have another clock, and is followed from where this one
 * is then. So a pause in which nobody sends anything does not count where it is longer than that.
 *
 * @param <S> names a sensor
 */
public final class CommonClock<S> {

  private final long longestPauseMs;

  /** What to add to a sensor's times, ms. */
  private final Map<S, Long> offsets = new HashMap<>();

  private long nowMs;
  private boolean begun;

  /** A clock that has not begun. */
  public CommonClock(long longestPauseMs) {
    this.longestPauseMs = longestPauseMs;
  }

  /** What this clock will show when a sensor sends something of its time; does not move it. */
  public long at(S sensor, long timeMs) {
    if (!begun) {
      return timeMs;
    }
    long at = timeMs + offsets.getOrDefault(sensor, 0L);
    return Math.abs(at - nowMs) > longestPauseMs ? nowMs : at;
  }

  /**
   * A sensor has sent something of its time.
   *
   * @return what the clock shows now
   */
  public long advance(S sensor, long timeMs) {
    long at = at(sensor, timeMs);
    nowMs = begun ? Math.max(nowMs, at) : at;
    begun = true;
    offsets.put(sensor, at - timeMs);
    return nowMs;
  }

  /** What it shows, ms; 0 before it has begun. */
  public long nowMs() {
    return nowMs;
  }
}
