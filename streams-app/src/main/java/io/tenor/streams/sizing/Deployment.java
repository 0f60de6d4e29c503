package io.tenor.streams.sizing;

import java.util.Optional;

/**
 * How the monitor and the brokers are to be run.
 *
 * @param targetLatencyMs the 99th percentile of latency is to stay below it; above 0
 * @param targetUtilisation part of its time that a thread or core may work, above 0, below 1
 * @param coresPerInstance cores of a monitor's machine or container, one stream thread on each
 * @param coresPerBroker cores of a broker
 * @param standbys copies of each sensor's state that other instances keep
 * @param replication copies of each record among the brokers
 * @param eventReaders consumers that read all events
 * @param retention how long topics keep what they hold
 * @param changelogSegmentBytes of a changelog's partition, as it is written before it is compacted;
 *     the broker's segment.bytes unless the monitor says otherwise
 * @param brokerBytesPerSecond what a broker's network carries in each direction
 * @param partitionBytesPerSecond what a partition is to take at most
 * @param gpuWindowsPerSecond what a GPU scores; without it the CPU scores
 */
public record Deployment(
    double targetLatencyMs,
    double targetUtilisation,
    int coresPerInstance,
    int coresPerBroker,
    int standbys,
    int replication,
    int eventReaders,
    Retention retention,
    double changelogSegmentBytes,
    double brokerBytesPerSecond,
    double partitionBytesPerSecond,
    Optional<Double> gpuWindowsPerSecond) {

  /** Kafka's default of segment.bytes. */
  public static final double DEFAULT_SEGMENT_BYTES = 1L << 30;

  /** What is usually taken to be easy for a partition. */
  public static final double PARTITION_BYTES_PER_SECOND = 10e6;

  /**
   * How long topics keep what they hold, hours.
   *
   * @param audio of the audio topics
   * @param events of the events
   * @param alerts of the alerts
   */
  public record Retention(double audio, double events, double alerts) {}

  /** Checks the ranges. */
  public Deployment {
    if (!(targetLatencyMs > 0)) {
      throw new IllegalArgumentException("targetLatencyMs is above 0, not " + targetLatencyMs);
    }
    if (!(targetUtilisation > 0 && targetUtilisation < 1)) {
      throw new IllegalArgumentException(
          "targetUtilisation is between 0 and 1, not " + targetUtilisation);
    }
    if (coresPerInstance < 1 || coresPerBroker < 1 || replication < 1) {
      throw new IllegalArgumentException("Cores and copies are at least 1");
    }
    if (!(brokerBytesPerSecond > 0)) {
      throw new IllegalArgumentException("A broker's network carries more than nothing");
    }
    if (standbys < 0 || eventReaders < 0) {
      throw new IllegalArgumentException("Standbys and readers are at least 0");
    }
  }

  /** Windows a second of a GPU, 0 without one. */
  double gpu() {
    return gpuWindowsPerSecond.orElse(0.0);
  }
}
