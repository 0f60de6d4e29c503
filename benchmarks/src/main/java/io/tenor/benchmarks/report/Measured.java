package io.tenor.benchmarks.report;

/**
 * What was measured of a benchmark.
 *
 * @param id which
 * @param microseconds of processor time of one operation, the mean
 * @param errorMicroseconds half of the mean's 99.9 % confidence interval
 * @param allocatedBytes of one operation
 */
public record Measured(
    BenchmarkId id, double microseconds, double errorMicroseconds, double allocatedBytes) {}
