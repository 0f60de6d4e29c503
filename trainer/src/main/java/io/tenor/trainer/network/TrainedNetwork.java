package io.tenor.trainer.network;

/**
 * A network and the numbers that training gave it.
 *
 * @param network what it is
 * @param weights its values; shared, not copied
 */
public record TrainedNetwork(Network network, Weights weights) {}
