package io.tenor.streams.load;

import java.util.List;
import java.util.Optional;

/**
 * What came of a load.
 *
 * @param sensors how many there were
 * @param seconds that were measured
 * @param speechShare part of their time in which they spoke
 * @param chunkMs how much audio a record held, ms
 * @param windows that have come, from the first to the last
 * @param spoken those of them that the model was asked about
 * @param sentPerSecond seconds of audio sent in a second of the measurement
 * @param scoredPerSecond the same of the windows that came
 * @param latency of the measured windows
 * @param lost windows that never came
 * @param doubled windows that came twice
 * @param foreign events of the load's sensors that fit no window of the model
 * @param maxLagRecords most records that waited in the measurement; -1 if it is not known
 * @param generatorLateMs how much later than it was due a chunk was sent at worst
 * @param processes what each used in the measurement
 * @param keptUp whether nothing was lost or doubled, and the latency stayed under its target
 */
public record LoadSummary(
    int sensors,
    double seconds,
    double speechShare,
    long chunkMs,
    long windows,
    long spoken,
    double sentPerSecond,
    double scoredPerSecond,
    Latency latency,
    long lost,
    long doubled,
    long foreign,
    long maxLagRecords,
    double generatorLateMs,
    List<ProcessUse> processes,
    boolean keptUp) {

  /**
   * From the capture of a window's last sample to its event being read, ms; NaN without a window.
   *
   * @param windows that were measured
   */
  public record Latency(
      long windows, double p50Ms, double p90Ms, double p99Ms, double p999Ms, double maxMs) {}

  /**
   * What a process used while it was measured.
   *
   * @param name which
   * @param cores mean processor time by time
   * @param peakBytes most memory that it held; 0 if it is not known
   * @param gc its garbage collections, if it wrote of them
   */
  public record ProcessUse(String name, double cores, long peakBytes, Optional<GcLog> gc) {}

  /** Copies the list. */
  public LoadSummary {
    processes = List.copyOf(processes);
  }

  /** Processor time of all processes by time. */
  public double cores() {
    return processes.stream().mapToDouble(ProcessUse::cores).sum();
  }
}
