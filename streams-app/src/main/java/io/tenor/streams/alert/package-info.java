/**
 * Alert rules over the assessed windows of a sensor: probabilities smoothed over time, a state
 * machine per sensor and rule, all in event time, so that a replay raises the same alerts. Pure
 * Java, no Kafka Streams.
 *
 * <p>{@link io.tenor.streams.alert.AlertEngine} takes a sensor from one {@link
 * io.tenor.streams.alert.SensorAlerts} to the next; {@link io.tenor.streams.alert.RuleFile} reads a
 * {@link io.tenor.streams.alert.RuleSet}.
 */
package io.tenor.streams.alert;
