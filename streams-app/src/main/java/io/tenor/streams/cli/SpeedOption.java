package io.tenor.streams.cli;

import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How fast recorded records are sent again. */
final class SpeedOption {

  private static final String MAX = "max";

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      defaultValue = MAX,
      description =
          "How many times faster than it was captured: 1, 10, 0.5; or max, as fast as the broker"
              + " takes it. Default: ${DEFAULT-VALUE}.")
  private String speed;

  /**
   * The factor; empty for as fast as the broker takes it.
   *
   * @throws UserException if it is none
   */
  OptionalDouble factor() {
    if (speed.equals(MAX)) {
      return OptionalDouble.empty();
    }
    try {
      double factor = Double.parseDouble(speed);
      if (factor > 0 && factor < 1e6) {
        return OptionalDouble.of(factor);
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw UserException.wrongUse(
        "--speed is '%s': give a number above 0, or max.".formatted(speed));
  }
}
