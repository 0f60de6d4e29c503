/**
 * Binds the stages to Kafka Streams: thin processors around the pure stages, state stores, names.
 * The topology is a function of its settings and has no side effects.
 */
package io.tenor.streams.topology;
