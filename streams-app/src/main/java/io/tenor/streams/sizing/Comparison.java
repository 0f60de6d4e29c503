package io.tenor.streams.sizing;

import java.util.Optional;

/**
 * A measured run beside what the model says of it.
 *
 * @param run what was measured
 * @param monitorCores of the monitors, if they were measured
 * @param brokerCores of the brokers, likewise
 * @param p50Ms the median latency
 * @param p99Ms the 99th percentile
 */
public record Comparison(
    MeasuredRun run,
    Optional<Figure> monitorCores,
    Optional<Figure> brokerCores,
    Figure p50Ms,
    Figure p99Ms) {

  /**
   * A number twice.
   *
   * @param measured what it was
   * @param predicted what the model says
   */
  public record Figure(double measured, double predicted) {

    /** How far the model is off, as a share of what was measured; above 0 if it says too much. */
    public double error() {
      return measured == 0 ? Double.NaN : predicted / measured - 1;
    }
  }

  /** Holds a run against the model. */
  public static Comparison of(MeasuredRun run, UnitCosts costs) {
    var work = run.work();
    int monitors = run.monitors();
    var latencies =
        new ThreadCapacity(costs).latencies((run.sensors() + monitors - 1) / monitors, work, 0);
    double monitor = new SizingModel(costs).monitorCores(work, monitors, monitors, 0, 0);
    double broker = BrokerModel.cores(costs, work, Math.max(1, run.count("broker")));
    return new Comparison(
        run,
        run.cores("monitor").map(measured -> new Figure(measured, monitor)),
        run.cores("broker").map(measured -> new Figure(measured, broker)),
        new Figure(run.p50LatencyMs(), latencies.p50Ms()),
        new Figure(run.p99LatencyMs(), latencies.p99Ms()));
  }
}
