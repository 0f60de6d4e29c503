package io.tenor.streams.webhook;

/**
 * How many alerts wait in the partitions of one instance.
 *
 * @param count at most so many, from 0
 * @param exact whether it is just so many: what was not read yet is counted by its offsets, and the
 *     marks that transactions leave have some as well
 */
public record Waiting(long count, boolean exact) {}
