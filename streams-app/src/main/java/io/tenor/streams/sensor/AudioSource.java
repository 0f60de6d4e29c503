package io.tenor.streams.sensor;

import java.time.Duration;
import java.util.Optional;

/** Where a sensor's samples come from. Used by one thread at a time. */
public interface AudioSource extends AutoCloseable {

  /**
   * The next samples.
   *
   * @param atMost how long the block may be, at least one sample
   * @return a block of at most that length, shorter at the end of a part; empty at the end of all.
   *     A block of another sample rate than the one before starts a new session
   * @throws SensorException if there can be no further samples
   */
  Optional<AudioBlock> next(Duration atMost);

  /** How much audio there is in all, or nothing if it has no end. */
  Optional<Duration> length();

  /** Whether samples come at the speed of their capture by themselves, as from a microphone. */
  default boolean isLive() {
    return false;
  }

  /**
   * Of a live source: how much audio it holds that was captured and not given yet, as far as it
   * knows. By that and a clock its listener knows when a block was captured.
   */
  default Duration waiting() {
    return Duration.ZERO;
  }

  @Override
  void close();
}
