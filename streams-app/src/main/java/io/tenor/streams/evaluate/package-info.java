/**
 * Measures alerts against what was really said: scripted recordings with a known timeline, what
 * alerts made of them, and what other smoothing and thresholds would have made. Pure Java, no
 * Kafka.
 */
package io.tenor.streams.evaluate;
