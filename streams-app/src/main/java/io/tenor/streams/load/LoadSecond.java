package io.tenor.streams.load;

import io.tenor.streams.load.ProcessMeter.Use;
import java.util.List;

/**
 * What was seen in one second of a load.
 *
 * @param second how long the load has run, s
 * @param phase what was done
 * @param sentSeconds seconds of audio that the sensors sent
 * @param scoredSeconds seconds of audio that the windows which came take further
 * @param windows what has come
 * @param lagRecords records that the monitors have not committed; -1 if it is not known
 * @param processes what they used
 */
public record LoadSecond(
    double second,
    Phase phase,
    double sentSeconds,
    double scoredSeconds,
    WindowLedger.Interval windows,
    long lagRecords,
    List<Use> processes) {

  /** The parts of a load. */
  public enum Phase {
    /** Not measured yet. */
    WARMING_UP,
    /** Measured. */
    MEASURING,
    /** Nothing is sent any more; the last windows are waited for. */
    DRAINING
  }

  /** Copies the list. */
  public LoadSecond {
    processes = List.copyOf(processes);
  }
}
