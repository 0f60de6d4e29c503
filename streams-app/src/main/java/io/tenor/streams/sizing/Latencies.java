package io.tenor.streams.sizing;

/**
 * How long after the last chunk of a window its event can be read.
 *
 * @param windows so many
 * @param meanMs the mean
 * @param p50Ms half of them are faster
 * @param p99Ms one in a hundred is slower
 * @param busyShare part of the time that the thread worked on audio; below what came if it cannot
 *     keep up
 */
public record Latencies(int windows, double meanMs, double p50Ms, double p99Ms, double busyShare) {}
