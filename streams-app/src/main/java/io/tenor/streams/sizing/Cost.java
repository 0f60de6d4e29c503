package io.tenor.streams.sizing;

/**
 * What one thing costs, in the unit that the name of its component says.
 *
 * @param value finite, at least 0
 * @param source where the number comes from: how it was measured, or that it is a guess
 */
public record Cost(double value, String source) {

  /** Checks both. */
  public Cost {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException("A cost is 0 or more, not " + value);
    }
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException("A cost says where it comes from");
    }
  }

  /** As many times as much, of another source. */
  Cost times(double factor, String otherSource) {
    return new Cost(value * factor, otherSource);
  }
}
