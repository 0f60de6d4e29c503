package io.tenor.streams.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Fits the CPU costs to measured runs. Each group of costs gets a factor that is not below zero;
 * the factors make the sum of squares of the relative errors smallest:
 *
 * <pre>
 * monitor  f1 fixed + f2 chunks + f3 (columns + windows) + f4 what speech adds to a window
 * broker   f1 fixed + f2 chunks + f3 events + f4 changelog records
 * </pre>
 *
 * <p>What the runs cannot tell apart (chunks, events and changelog records grow alike with the
 * sensors) stays in the proportion of the costs that the fit began with: factors are drawn to each
 * other, but so weakly that it shows only there; and, weaker still, to one. Latency and memory are
 * not fitted.
 */
public final class CostFit {

  /** Fewer runs say less than there are unknowns. */
  public static final int LEAST_RUNS = 4;

  private static final double PULL = 0.003;
  private static final double PULL_TO_ONE = PULL / 10;

  private final UnitCosts costs;
  private final List<MeasuredRun> runs;

  private CostFit(UnitCosts costs, List<MeasuredRun> runs) {
    this.costs = costs;
    this.runs = runs;
  }

  /**
   * The costs that suit the runs best.
   *
   * @param costs where to begin
   * @throws SizingException if the runs do not say enough
   */
  public static UnitCosts fit(UnitCosts costs, List<MeasuredRun> runs) {
    if (runs.size() < LEAST_RUNS) {
      throw new SizingException(
          "--fit needs at least %d runs and has %d: give more with --measured."
              .formatted(LEAST_RUNS, runs.size()));
    }
    if (runs.stream().mapToInt(MeasuredRun::sensors).distinct().count() < 2) {
      throw new SizingException(
          "--fit cannot tell what is spent without sensors: give runs of different --sensors.");
    }
    if (!runs.stream().allMatch(run -> isPositive(run, "monitor") && isPositive(run, "broker"))) {
      throw new SizingException(
          "--fit needs the cores of monitor and broker in every run: measure them with ./tenor load.");
    }
    var late = runs.stream().filter(run -> !run.keptUp()).findFirst();
    if (late.isPresent()) {
      throw new SizingException(
          "The run with %d sensors did not keep up, so it does not say what they cost: leave it out of --fit."
              .formatted(late.get().sensors()));
    }
    return new CostFit(costs, runs).fit();
  }

  private static boolean isPositive(MeasuredRun run, String process) {
    return run.cores(process).filter(cores -> cores > 0).isPresent();
  }

  /** What the runs do not say, in sentences. */
  public static List<String> doubts(List<MeasuredRun> runs) {
    var doubts = new ArrayList<String>();
    if (runs.stream().mapToInt(MeasuredRun::chunkMs).distinct().count() < 2) {
      doubts.add(
          "All runs have chunks of one length: what chunks, columns and windows cost keeps its proportion.");
    }
    if (runs.stream().mapToLong(CostFit::spokenPercent).distinct().count() < 2) {
      doubts.add(
          "All runs have the same share of speech: what audio and speech cost keeps its proportion.");
    }
    return doubts;
  }

  private static long spokenPercent(MeasuredRun run) {
    return Math.round(100.0 * run.scoredWindows() / run.windows());
  }

  private UnitCosts fit() {
    var monitor = factors("monitor", this::monitorParts);
    var broker = factors("broker", this::brokerParts);
    var source = "fitted to %d measured runs of %s sensors".formatted(runs.size(), span());
    return new UnitCosts(
        costs.monitor().scaled(monitor[0], monitor[1], monitor[2], monitor[3], source),
        costs.broker().scaled(broker[0], broker[1], broker[2], broker[3], source),
        costs.messages(),
        costs.stores());
  }

  private String span() {
    var sensors = runs.stream().mapToInt(MeasuredRun::sensors).summaryStatistics();
    return String.format(Locale.ROOT, "%d to %d", sensors.getMin(), sensors.getMax());
  }

  private double[] monitorParts(MeasuredRun run) {
    var work = run.work();
    var monitor = costs.monitor();
    double perMicro = run.sensors() / 1e6;
    double heard =
        work.columnsPerSecond() * monitor.columnMicros().value()
            + work.windowsPerSecond() * monitor.silentWindowMicros().value();
    return new double[] {
      run.monitors() * (monitor.instanceCores().value() + monitor.threadCores().value()),
      perMicro * work.chunksPerSecond() * monitor.chunkMicros().value(),
      perMicro * heard,
      perMicro * work.scoredWindowsPerSecond() * monitor.speechMicros()
    };
  }

  private double[] brokerParts(MeasuredRun run) {
    var work = run.work();
    var broker = costs.broker();
    double perMicro = run.sensors() / 1e6;
    double records = costs.changelogRecordsPerSecond(work);
    return new double[] {
      run.count("broker") * broker.brokerCores().value(),
      perMicro * work.chunksPerSecond() * broker.chunkMicros().value(),
      perMicro * work.windowsPerSecond() * broker.eventMicros().value(),
      perMicro * records * broker.changelogRecordMicros().value()
    };
  }

  private double[] factors(String process, Function<MeasuredRun, double[]> parts) {
    int groups = parts.apply(runs.get(0)).length;
    var rows = new double[runs.size() + 2 * groups][groups];
    var targets = new double[rows.length];
    for (int i = 0; i < runs.size(); i++) {
      double measured = runs.get(i).cores(process).orElseThrow();
      var part = parts.apply(runs.get(i));
      for (int j = 0; j < groups; j++) {
        rows[i][j] = part[j] / measured;
      }
      targets[i] = 1;
    }
    for (int j = 0; j < groups; j++) {
      rows[runs.size() + j][j] = PULL_TO_ONE;
      targets[runs.size() + j] = PULL_TO_ONE;
      if (j > 1) { // what is spent anyway has nothing to do with the others
        rows[runs.size() + groups + j][j - 1] = PULL;
        rows[runs.size() + groups + j][j] = -PULL;
      }
    }
    return LeastSquares.nonNegative(rows, targets);
  }
}
