package io.tenor.streams.topology;

import io.tenor.schema.Purpose;
import io.tenor.streams.alert.Defaults;
import io.tenor.streams.alert.RuleSet;

/**
 * How alerts are made.
 *
 * @param rules in force where no others are published
 * @param pinned whether they stay in force whatever is published
 * @param purpose what people are listened to for, stamped on alerts
 * @param timers by which time something is due that no window brings about
 */
public record AlertSettings(RuleSet rules, boolean pinned, Purpose purpose, Timers timers) {

  /** By which time it is known that a sensor was not heard for long. */
  public enum Timers {
    /** By this machine's clock: for sensors that are heard as they speak. */
    WALL_CLOCK,
    /**
     * By how far the audio of the sensors has come, whatever their clocks show: for recordings that
     * are replayed.
     */
    STREAM_TIME
  }

  /** The rules that Tenor ships, for a purpose, by this machine's clock. */
  public static AlertSettings of(Purpose purpose) {
    return new AlertSettings(Defaults.rules(), false, purpose, Timers.WALL_CLOCK);
  }
}
