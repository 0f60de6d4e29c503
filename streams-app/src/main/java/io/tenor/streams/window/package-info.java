/**
 * Per sensor: puts chunks on the sensor's own sample timeline, drops what came twice, bridges short
 * gaps, and cuts overlapping windows of spectrogram columns at fixed sample indices. Pure Java that
 * a test drives without Kafka; what must survive a restart is in {@link
 * io.tenor.streams.window.TimelineState}.
 */
package io.tenor.streams.window;
