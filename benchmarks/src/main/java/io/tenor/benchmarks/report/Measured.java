package io.tenor.benchmarks.report;

/**
 * What was measured of a benchmark.
 *
 * @param id which
 * @param microseconds of processor time of one operation, the median of the iterations
 * @param errorMicroseconds half the distance from the lower to the upper quartile of the
 *     iterations: what disturbs one of them leaves it as it is
 * @param allocatedBytes of one operation
 */
public record Measured(
    BenchmarkId id, double microseconds, double errorMicroseconds, double allocatedBytes) {}
