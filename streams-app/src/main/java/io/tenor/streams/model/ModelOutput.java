package io.tenor.streams.model;

import io.tenor.spectrogram.ModelMetadata;

/**
 * What a model says of a batch.
 *
 * @param probabilities [count][labels] calibrated, each row summing to 1
 * @param features [count][features], see {@link ModelMetadata#FEATURES}; rows are empty if the
 *     model does not compare them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record ModelOutput(float[][] probabilities, float[][] features) {}
