package io.tenor.benchmarks.report;

import java.util.Map;
import java.util.Optional;

/** Comparisons for tests. */
final class Samples {

  private Samples() {}

  static Measured measured(String method, double microseconds) {
    return new Measured(
        BenchmarkId.of("a.FrontEndBenchmark." + method, Map.of("frontEnd", "compact")),
        microseconds,
        0,
        12);
  }

  /** Of a benchmark that takes a ratio's microseconds, beside one that takes one. */
  static Comparison comparison(double ratio, double atMost, Optional<Ratio> baseline) {
    return new Comparison(measured("column", ratio), measured("transform", 1), atMost, baseline);
  }

  static Comparison before(double ratio, double baseline) {
    return comparison(ratio, Double.POSITIVE_INFINITY, Optional.of(new Ratio(baseline, 0)));
  }
}
