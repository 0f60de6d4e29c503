package io.tenor.streams.sizing;

/**
 * What one stream thread has to do.
 *
 * @param sensors that it hears, above 0
 * @param work what each of them sends
 * @param chunkMicros CPU time of a chunk with its columns
 * @param scoredMicros CPU time of a window with speech
 * @param silentMicros CPU time of a window without
 * @param timing when batches and commits are
 */
record ThreadLoad(
    int sensors,
    Workload work,
    double chunkMicros,
    double scoredMicros,
    double silentMicros,
    Timing timing) {

  /**
   * When a thread does what can wait.
   *
   * @param maxBatch windows that make a batch
   * @param batchDelayMs how long a window waits for others
   * @param commitIntervalMs from one commit to the next; events are readable after it. 0 makes an
   *     event readable when its window is scored
   * @param commitMs for which the thread hears nothing while it commits
   * @param transportMs what is added to each latency
   */
  record Timing(
      int maxBatch,
      double batchDelayMs,
      double commitIntervalMs,
      double commitMs,
      double transportMs) {

    /** As a monitor has it that is not told otherwise. */
    static Timing of(UnitCosts costs) {
      return new Timing(
          32,
          25,
          100,
          costs.monitor().commitMillis().value(),
          costs.monitor().transportMillis().value());
    }
  }

  /**
   * What a thread has to do by these costs.
   *
   * @param gpu windows that a GPU scores in a second, or 0 if the CPU scores: the thread waits for
   *     it, but for less long
   */
  static ThreadLoad of(int sensors, Workload work, UnitCosts costs, double gpu) {
    var monitor = costs.monitor();
    double columns = work.columnsPerSecond() / work.chunksPerSecond();
    double scored = monitor.scoredWindowMicros().value();
    if (gpu > 0) {
      scored += 1e6 / gpu - monitor.inferenceMicros().value();
    }
    return new ThreadLoad(
        sensors,
        work,
        monitor.chunkMicros().value() + columns * monitor.columnMicros().value(),
        scored,
        monitor.silentWindowMicros().value(),
        Timing.of(costs));
  }

  /** The same of so many sensors. */
  ThreadLoad with(int otherSensors) {
    return new ThreadLoad(otherSensors, work, chunkMicros, scoredMicros, silentMicros, timing);
  }

  /** CPU time of a sensor in a second, microseconds. */
  double microsPerSensorSecond() {
    return work.chunksPerSecond() * chunkMicros
        + work.scoredWindowsPerSecond() * scoredMicros
        + (work.windowsPerSecond() - work.scoredWindowsPerSecond()) * silentMicros;
  }

  /** Part of its time that the thread works on audio. */
  double utilisation() {
    return sensors * microsPerSensorSecond() / 1e6;
  }
}
