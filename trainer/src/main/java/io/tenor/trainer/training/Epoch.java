package io.tenor.trainer.training;

import io.tenor.trainer.network.Weights;
import java.util.function.Supplier;

/**
 * A point of a learning curve: where a network stands after so many passes over the utterances.
 *
 * @param number passes done, from 1; the last of a run may be a part of one
 * @param step batches done
 * @param loss mean training loss since the point before
 * @param accuracy share of training windows recognised since the point before
 * @param weights the network as it would be if training ended here; asking for it takes time
 */
public record Epoch(
    int number, int step, double loss, double accuracy, Supplier<Weights> weights) {}
