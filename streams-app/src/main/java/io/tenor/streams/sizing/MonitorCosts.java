package io.tenor.streams.sizing;

import java.util.Optional;

/**
 * What a monitor spends. The times are CPU time of the whole process (collector, compiler and
 * network threads with it), as if the stream thread did everything: that is on the safe side.
 *
 * @param instanceCores cores that a process takes whatever it hears
 * @param threadCores cores that each stream thread takes whatever it hears: polls and commits
 * @param chunkMicros for a chunk: fetched, decoded, put in order, its timeline stored
 * @param columnMicros for a column of the spectrogram
 * @param scoredWindowMicros for a window with speech, from its marker to its event and alerts
 * @param inferenceMicros of these, what the network takes on a CPU, in batches
 * @param silentWindowMicros for a window without speech, likewise
 * @param standbyRecordMicros for a changelog record that is kept for another instance
 * @param commitMillis for which a thread hears nothing while it commits; waiting, not CPU time
 * @param transportMillis from a sensor to the thread and from the commit to a reader, together
 * @param heapFixedMegabytes heap in use without sensors
 * @param heapBytesPerSensor heap in use for a sensor
 * @param nativeFixedMegabytes memory of the process beside its heap
 * @param restoreMegabytesPerSecond changelog that an instance reads back in a second
 * @param gpuWindowsPerSecond what a GPU scores, where that was measured
 */
public record MonitorCosts(
    Cost instanceCores,
    Cost threadCores,
    Cost chunkMicros,
    Cost columnMicros,
    Cost scoredWindowMicros,
    Cost inferenceMicros,
    Cost silentWindowMicros,
    Cost standbyRecordMicros,
    Cost commitMillis,
    Cost transportMillis,
    Cost heapFixedMegabytes,
    Cost heapBytesPerSensor,
    Cost nativeFixedMegabytes,
    Cost restoreMegabytesPerSecond,
    Optional<Cost> gpuWindowsPerSecond) {

  /** Checks that a window with speech takes more than its parts. */
  public MonitorCosts {
    if (silentWindowMicros.value() > scoredWindowMicros.value()) {
      throw new IllegalArgumentException(
          "silentWindowMicros is at most scoredWindowMicros, %s, and cannot be %s"
              .formatted(scoredWindowMicros.value(), silentWindowMicros.value()));
    }
    if (inferenceMicros.value() > scoredWindowMicros.value()) {
      throw new IllegalArgumentException(
          "inferenceMicros is part of scoredWindowMicros, %s, and cannot be %s"
              .formatted(scoredWindowMicros.value(), inferenceMicros.value()));
    }
    if (restoreMegabytesPerSecond.value() <= 0) {
      throw new IllegalArgumentException("restoreMegabytesPerSecond is above 0");
    }
  }

  /** CPU time that a window takes because somebody speaks in it. */
  double speechMicros() {
    return scoredWindowMicros.value() - silentWindowMicros.value();
  }

  /**
   * The same with other times of the CPU.
   *
   * @param fixed factor of what is spent whatever is heard
   * @param chunk factor of chunks
   * @param heard factor of columns, and of what every window takes
   * @param speech factor of what a window with speech takes beyond that
   */
  MonitorCosts scaled(double fixed, double chunk, double heard, double speech, String source) {
    double scored = heard * silentWindowMicros.value() + speech * speechMicros();
    return new MonitorCosts(
        instanceCores.times(fixed, source),
        threadCores.times(fixed, source),
        chunkMicros.times(chunk, source),
        columnMicros.times(heard, source),
        new Cost(scored, source),
        new Cost(Math.min(scored, speech * inferenceMicros.value()), source),
        silentWindowMicros.times(heard, source),
        standbyRecordMicros,
        commitMillis,
        transportMillis,
        heapFixedMegabytes,
        heapBytesPerSensor,
        nativeFixedMegabytes,
        restoreMegabytesPerSecond,
        gpuWindowsPerSecond);
  }
}
