/**
 * Alert rules over the assessed windows of a sensor: a state machine per sensor and rule, in event
 * time, so that a replay raises the same alerts. Pure Java, no Kafka Streams.
 */
package io.tenor.streams.alert;
