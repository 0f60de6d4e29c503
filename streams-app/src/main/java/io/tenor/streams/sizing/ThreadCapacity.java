package io.tenor.streams.sizing;

import io.tenor.streams.sizing.Sizing.Bound;
import io.tenor.streams.sizing.Sizing.PerThread;
import io.tenor.streams.sizing.ThreadSimulation.Arrivals;

/** How many sensors a stream thread can hear, by simulation. */
public final class ThreadCapacity {

  /** Long enough for some ten thousand windows, and for a queue that grows to be seen. */
  private static final double SECONDS = 20;

  private static final long SEED = 1;

  private final UnitCosts costs;

  /** By these costs. */
  public ThreadCapacity(UnitCosts costs) {
    this.costs = costs;
  }

  /** How late a thread is with so many sensors. */
  public Latencies latencies(int sensors, Workload work, double gpu) {
    return simulate(ThreadLoad.of(sensors, work, costs, gpu));
  }

  /**
   * The most sensors with which a thread stays below both targets.
   *
   * @throws SizingException if it cannot even with one
   */
  PerThread of(Workload work, Deployment deployment) {
    var one = ThreadLoad.of(1, work, costs, deployment.gpu());
    int most = (int) Math.floor(deployment.targetUtilisation() / one.utilisation());
    if (most < 1) {
      throw new SizingException(
          "One sensor keeps a thread busy for %.0f %% of its time: give a higher --target-utilisation, or lower costs."
              .formatted(100 * one.utilisation()));
    }
    most = Math.min(most, work.sensors());
    var bound = Bound.UTILISATION;
    var latencies = simulate(one.with(most));
    if (latencies.p99Ms() >= deployment.targetLatencyMs()) {
      bound = Bound.LATENCY;
      most = search(one, deployment.targetLatencyMs(), most);
      latencies = simulate(one.with(most));
    }
    var load = one.with(most);
    return new PerThread(most, bound, load.utilisation(), load.microsPerSensorSecond(), latencies);
  }

  /** The most that are still quick enough, below a number that is too many. */
  private static int search(ThreadLoad one, double targetMs, int tooMany) {
    int enough = 0;
    int more = tooMany;
    while (more - enough > 1) {
      int middle = (enough + more) / 2;
      if (simulate(one.with(middle)).p99Ms() < targetMs) {
        enough = middle;
      } else {
        more = middle;
      }
    }
    if (enough == 0) {
      throw new SizingException(
          "A thread with one sensor has a latency of %.0f ms already: give a --target-latency above that."
              .formatted(simulate(one).p99Ms()));
    }
    return enough;
  }

  private static Latencies simulate(ThreadLoad load) {
    return ThreadSimulation.run(load, Arrivals.PERIODIC, SECONDS, SEED);
  }
}
