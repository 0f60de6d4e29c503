/**
 * From complete windows to emotion events: voice activity, batches through the model, and the
 * honest "unknown". Pure Java, no Kafka Streams.
 */
package io.tenor.streams.score;
