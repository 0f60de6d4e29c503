/**
 * Numbers of a monitor for Prometheus, and its health, over HTTP.
 *
 * <p>{@link io.tenor.streams.metrics.TopologyMeters} is told by the topology what it does, {@link
 * io.tenor.streams.metrics.MonitorMetrics} reads everything else off the monitor when somebody
 * asks. No series is ever about one sensor, and nothing of what was said is in any.
 */
package io.tenor.streams.metrics;
