/**
 * A sensor in software: it takes samples from recordings, a microphone or a built-in voice and
 * sends them to Kafka in chunks, as a device would.
 */
package io.tenor.streams.sensor;
