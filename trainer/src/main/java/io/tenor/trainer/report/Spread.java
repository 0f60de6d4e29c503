package io.tenor.trainer.report;

import java.util.List;

/**
 * Mean and standard deviation.
 *
 * @param mean arithmetic mean
 * @param deviation of the sample (n - 1); 0 of a single value
 */
record Spread(double mean, double deviation) {

  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, Math.sqrt(squares / Math.max(1, values.size() - 1)));
  }
}
