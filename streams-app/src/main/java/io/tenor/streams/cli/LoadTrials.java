package io.tenor.streams.cli;

import io.tenor.streams.load.LoadPlan;
import io.tenor.streams.load.LoadRun;
import io.tenor.streams.load.LoadSecond;
import io.tenor.streams.load.LoadSummary;
import io.tenor.streams.load.RampSearch;
import io.tenor.streams.load.Speech;
import io.tenor.streams.load.Watched;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One load after another on the same cluster, with a line that shows how far the one is. */
final class LoadTrials {

  /** What is found is not more than this share below what would have been carried. */
  private static final double PRECISION = 0.08;

  /** The first load of a search warms up for so long: processes that have just started compile. */
  private static final Duration START = Duration.ofSeconds(100);

  private final LoadClients clients;
  private final Speech speech;
  private final List<Watched> processes;
  private final Runnable check;
  private final PrintWriter err;
  private final Consumer<LoadSecond> onSecond;
  private final List<LoadSecond> seconds = new ArrayList<>();

  /** The seconds of the load that is summed up, where it is not the last. */
  private List<LoadSecond> best = List.of();

  private volatile boolean stopped;
  private volatile Optional<LoadRun> current = Optional.empty();

  /**
   * Loads of these clients.
   *
   * @param processes whose use is measured
   * @param check ends a load, by an exception, when something that carries it is gone
   * @param err shows how far a load is
   * @param onSecond is told every second of every load
   */
  LoadTrials(
      LoadClients clients,
      Speech speech,
      List<Watched> processes,
      Runnable check,
      PrintWriter err,
      Consumer<LoadSecond> onSecond) {
    this.clients = clients;
    this.speech = speech;
    this.processes = processes;
    this.check = check;
    this.err = err;
    this.onSecond = onSecond;
  }

  /** One load. */
  LoadSummary run(LoadPlan plan) throws InterruptedException {
    seconds.clear();
    try (var line = new ProgressLine(err)) {
      double all = plan.sending().toNanos() / 1e9;
      line.at(0, LoadText.starting(plan.sensors()));
      var run =
          new LoadRun(
              clients.clients(),
              speech,
              processes,
              second -> {
                check.run();
                seconds.add(second);
                onSecond.accept(second);
                line.at(Math.min(1, second.second() / all), LoadText.words(plan, second));
              });
      current = Optional.of(run);
      if (stopped) {
        run.stop();
      }
      return run.run(plan);
    }
  }

  /** Lets the load end that runs, and no other begin. */
  void stop() {
    stopped = true;
    current.ifPresent(LoadRun::stop);
  }

  /**
   * Searches the load of the most sensors that is kept up with.
   *
   * @param tell is told of each load
   * @return the best, or the last if none was
   */
  LoadSummary search(LoadPlan plan, Consumer<LoadSummary> tell) throws InterruptedException {
    var search = new RampSearch(plan.sensors(), PRECISION);
    Optional<LoadSummary> kept = Optional.empty();
    LoadSummary last = null;
    for (int number = 1; search.next().isPresent(); number++) {
      var load = plan.with(search.next().getAsInt(), plan.session() + '-' + number);
      last = run(number == 1 ? load.warmingUp(START) : load);
      tell.accept(last);
      search.tried(last.keptUp());
      if (last.keptUp()) {
        kept = Optional.of(last);
        best = List.copyOf(seconds);
      }
      if (stopped) {
        break;
      }
    }
    return kept.orElse(last);
  }

  /** The seconds of the load that {@link #run} or {@link #search} returned. */
  List<LoadSecond> seconds() {
    return best.isEmpty() ? List.copyOf(seconds) : best;
  }
}
