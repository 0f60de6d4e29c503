package io.tenor.streams.sizing;

import io.tenor.streams.sizing.Sizing.Monitors;
import io.tenor.streams.sizing.Sizing.Partitions;
import io.tenor.streams.sizing.Sizing.Recovery;

/**
 * From what one of each thing costs to what many sensors need. With {@code n} sensors, {@code u}
 * the target utilisation, {@code s} the sensors that a thread hears in the mean:
 *
 * <pre>
 * time of a sensor     t = chunks/s (chunk + columns/chunk column) + scored/s scored + silent/s silent
 * most of a thread     S = largest number with S t &lt;= u and a simulated p99 below the target
 * threads              T = smallest number with m + sqrt(2 m ln T) &lt;= S, m = n / T
 * instances            ceil(T / cores of an instance) + 1
 * partitions           2 T: each thread has two while the spare instance is away
 * cores of monitors    instances c + threads d + n t + standbys n changelog records/s standby
 * memory               2 (heap + sensors of an instance (1 + standbys) heap of a sensor) + native
 * </pre>
 *
 * <p>The keys of sensors are hashed, so partitions are not equally full: the fullest of {@code T}
 * threads has about {@code sqrt(2 m ln T)} sensors above the mean {@code m} (the largest of T
 * normal deviations, each of variance m as of a Poisson variable).
 *
 * <p>The brokers are in {@link BrokerModel}.
 */
public final class SizingModel {

  /** So that the number of threads can be doubled: a topic's partitions cannot be added later. */
  private static final int PARTITIONS_PER_THREAD = 2;

  /** A heap that is half full is collected cheaply. */
  private static final double HEAP_ROOM = 2;

  private static final double MEGABYTE = 1e6;

  private final UnitCosts costs;

  /** By these costs. */
  public SizingModel(UnitCosts costs) {
    this.costs = costs;
  }

  /**
   * What a deployment needs.
   *
   * @throws SizingException if no number of machines is enough
   */
  public Sizing size(Workload work, Deployment deployment) {
    var thread = new ThreadCapacity(costs).of(work, deployment);
    int threads = threads(work.sensors(), thread.sensors());
    var monitors = monitors(work, deployment, threads);
    var brokers = new BrokerModel(costs, work, deployment);
    int partitions = partitions(brokers, threads, deployment);
    return new Sizing(
        work,
        deployment,
        thread,
        monitors,
        new Partitions(
            partitions,
            (double) work.sensors() / partitions,
            brokers.audioBytesPerSecond() / partitions,
            brokers.replicas(partitions)),
        brokers.brokers(),
        brokers.network(),
        brokers.storage(partitions),
        recovery(brokers, partitions, monitors));
  }

  /** Busy cores of the monitors of a deployment, standbys with them. */
  public double monitorCores(Workload work, int instances, int threads, int standbys, double gpu) {
    var monitor = costs.monitor();
    double inference = gpu > 0 ? monitor.inferenceMicros().value() : 0;
    double heard = ThreadLoad.of(work.sensors(), work, costs, 0).microsPerSensorSecond();
    double micros = heard - work.scoredWindowsPerSecond() * inference;
    return instances * monitor.instanceCores().value()
        + threads * monitor.threadCores().value()
        + work.sensors() * micros / 1e6
        + standbyCores(work, standbys);
  }

  private double standbyCores(Workload work, int standbys) {
    double records = work.sensors() * costs.changelogRecordsPerSecond(work);
    return standbys * records * costs.monitor().standbyRecordMicros().value() / 1e6;
  }

  /** The fewest threads of which the fullest has no more than so many sensors. */
  static int threads(int sensors, int most) {
    int threads = Math.max(1, (int) Math.ceil((double) sensors / most));
    while (threads < sensors && fullest(sensors, threads) > most) {
      threads++;
    }
    return threads;
  }

  private static double fullest(int sensors, int threads) {
    double mean = (double) sensors / threads;
    return mean + Math.sqrt(2 * mean * Math.log(threads));
  }

  private Monitors monitors(Workload work, Deployment deployment, int threads) {
    int perInstance = deployment.coresPerInstance();
    int needed = (threads + perInstance - 1) / perInstance;
    int instances = needed + 1;
    double sensors = (double) work.sensors() / needed;
    var monitor = costs.monitor();
    double heap =
        HEAP_ROOM
            * (monitor.heapFixedMegabytes().value() * MEGABYTE
                + sensors
                    * (monitor.heapBytesPerSensor().value()
                        + deployment.standbys() * costs.heldBytes()));
    double cores =
        monitorCores(
            work, instances, instances * perInstance, deployment.standbys(), deployment.gpu());
    return new Monitors(
        threads,
        instances,
        perInstance,
        sensors,
        cores,
        standbyCores(work, deployment.standbys()),
        heap,
        heap + monitor.nativeFixedMegabytes().value() * MEGABYTE,
        deployment.gpuWindowsPerSecond().map(rate -> gpus(work, deployment, rate)));
  }

  private static int gpus(Workload work, Deployment deployment, double windowsPerSecond) {
    double windows = work.sensors() * work.scoredWindowsPerSecond();
    return Math.max(
        1, (int) Math.ceil(windows / (windowsPerSecond * deployment.targetUtilisation())));
  }

  /** Two for each thread, and enough that none takes more than it should. */
  private static int partitions(BrokerModel brokers, int threads, Deployment deployment) {
    int each = PARTITIONS_PER_THREAD;
    while (brokers.audioBytesPerSecond() / (threads * each)
        > deployment.partitionBytesPerSecond()) {
      each++;
    }
    return threads * each;
  }

  private Recovery recovery(BrokerModel brokers, int partitions, Monitors monitors) {
    double bytes = brokers.changelogBytes(partitions) / (monitors.instances() - 1);
    double perSecond = costs.monitor().restoreMegabytesPerSecond().value() * MEGABYTE;
    return new Recovery(bytes, bytes / perSecond);
  }
}
