package io.tenor.benchmarks.report;

import java.util.Optional;

/**
 * A benchmark, what stands beside it, and what their ratio was before.
 *
 * @param benchmark what was measured of the one
 * @param beside and of the other
 * @param atMost the ratio that is aimed at; infinite without an aim
 * @param baseline the ratio before, if it is known
 */
public record Comparison(
    Measured benchmark, Measured beside, double atMost, Optional<Ratio> baseline) {

  /** What became of a ratio. */
  public enum Change {
    /** Nothing is known of before. */
    NEW,
    /** As it was, as far as can be told. */
    SAME,
    /** Surely smaller. */
    FASTER,
    /** Surely larger. */
    SLOWER
  }

  /** The ratio now. */
  public Ratio ratio() {
    return Ratio.of(benchmark, beside);
  }

  /** Names the pair, the same on every machine. */
  public String key() {
    return key(benchmark.id(), beside.id());
  }

  static String key(BenchmarkId benchmark, BenchmarkId beside) {
    return benchmark + " / " + beside.method();
  }

  /** What became of the ratio. */
  public Change change() {
    if (baseline.isEmpty()) {
      return Change.NEW;
    }
    if (ratio().isAbove(baseline.get())) {
      return Change.SLOWER;
    }
    return baseline.get().isAbove(ratio()) ? Change.FASTER : Change.SAME;
  }

  /** Whether the ratio is larger than what is aimed at. */
  public boolean missesAim() {
    return ratio().value() > atMost;
  }
}
