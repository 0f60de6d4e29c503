/**
 * From a Kafka record to a checked {@link io.tenor.streams.ingest.AudioChunk}, or to a reason why
 * not. Decoding and down-mixing happen here and nowhere else. Pure Java: knows records and headers,
 * nothing of Kafka Streams.
 */
package io.tenor.streams.ingest;
