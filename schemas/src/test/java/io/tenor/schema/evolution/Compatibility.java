package io.tenor.schema.evolution;

/**
 * What a change of a schema may not break.
 *
 * <p>Events are written by one side and read by another, and neither waits for the other: a topic
 * holds what was written before an upgrade, and consumers are upgraded after the monitor. So a
 * schema of events keeps both rules, and what users write themselves (rules) keeps the first.
 */
public enum Compatibility {
  /**
   * The current reader reads old data: whatever was valid under the released schema is valid under
   * the current one. It forbids a new required property, which old data lacks, and everything that
   * narrows what is allowed: a value taken from an enum, a type, a bound or a pattern that fits
   * less.
   */
  BACKWARD,

  /**
   * An old reader reads current data: whatever is valid under the current schema is valid under the
   * released one, but for properties that an old reader does not know and ignores. It forbids that
   * a required property is gone or required no more, and everything that widens what is allowed: a
   * value added to an enum (unless readers were told to ignore those that they do not know), a
   * type, a bound or a pattern that fits more.
   */
  FORWARD
}
