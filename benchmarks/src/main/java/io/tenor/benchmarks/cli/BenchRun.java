package io.tenor.benchmarks.cli;

import io.tenor.benchmarks.CpuTimeProfiler;
import io.tenor.benchmarks.report.BenchException;
import io.tenor.benchmarks.report.BenchmarkId;
import io.tenor.benchmarks.report.Measured;
import io.tenor.benchmarks.report.Pairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One run of JMH: which benchmarks, for how long, and what was measured. */
final class BenchRun {

  private static final String MODEL = "model";
  private static final String SHIPPED = "shipped";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private static final int WARMUPS = 5;
  private static final int ITERATIONS = 8;
  private static final long ITERATION_MS = 400;
  private static final int QUICK_ITERATIONS = 4;
  private static final long QUICK_ITERATION_MS = 100;

  private final Collection<String> names;
  private final int runs;
  private final Options options;

  /**
   * Plans a run.
   *
   * @param only what a benchmark's class and method must match
   * @param model to score with besides the shipped one
   * @throws BenchException in one sentence, if no benchmark matches
   */
  BenchRun(Pattern only, boolean quick, Optional<Path> model) {
    var all = BenchmarkList.defaultList().find(new BenchProgress(), List.of(".*"), List.of());
    var chosen =
        all.stream()
            .map(BenchmarkListEntry::getUsername)
            .filter(name -> only.matcher(shortName(name)).find())
            .toList();
    if (chosen.isEmpty()) {
      throw BenchException.wrongUse(
          "No benchmark matches '%s': there are %s."
              .formatted(
                  only,
                  String.join(
                      ", ", all.stream().map(entry -> shortName(entry.getUsername())).toList())),
          null);
    }
    names = Pairs.withBesides(chosen);
    runs =
        all.stream()
            .filter(entry -> names.contains(entry.getUsername()))
            .mapToInt(entry -> combinations(entry, model.isPresent()))
            .sum();
    options = options(quick, model);
  }

  private static String shortName(String name) {
    return BenchmarkId.of(name, Map.of()).toString();
  }

  /** How many combinations of parameters a benchmark is run with. */
  private static int combinations(BenchmarkListEntry entry, boolean anotherModel) {
    int product = 1;
    for (var parameter : entry.getParams().orElse(Map.of()).entrySet()) {
      product *=
          parameter.getKey().equals(MODEL) ? (anotherModel ? 2 : 1) : parameter.getValue().length;
    }
    return product;
  }

  private Options options(boolean quick, Optional<Path> model) {
    var time = TimeValue.milliseconds(quick ? QUICK_ITERATION_MS : ITERATION_MS);
    var builder =
        new OptionsBuilder()
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(WARMUPS)
            .warmupTime(time)
            .measurementIterations(quick ? QUICK_ITERATIONS : ITERATIONS)
            .measurementTime(time)
            .addProfiler(CpuTimeProfiler.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    names.forEach(name -> builder.include('^' + Pattern.quote(name) + '$'));
    model.ifPresent(path -> builder.param(MODEL, SHIPPED, path.toString()));
    return builder.build();
  }

  /** How many benchmarks will be run, each combination of parameters one. */
  int runs() {
    return runs;
  }

  /**
   * Runs them.
   *
   * @return what was measured, by the benchmark's name as JMH has it
   * @throws BenchException in one sentence, if one fails
   */
  Map<String, List<Measured>> measure(BenchProgress progress) {
    progress.expect(runs);
    Collection<RunResult> results;
    try {
      results = new Runner(options, progress).run();
    } catch (RunnerException e) {
      throw BenchException.failure(
          "The benchmarks could not be run (%s): see JMH's own words with %s."
              .formatted(e.getMessage(), BenchCommand.VERBOSE),
          e);
    }
    var measured = new LinkedHashMap<String, List<Measured>>();
    for (var result : results) {
      measured
          .computeIfAbsent(result.getParams().getBenchmark(), name -> new ArrayList<>())
          .add(measured(result));
    }
    return measured;
  }

  private static Measured measured(RunResult result) {
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    var times = result.getSecondaryResults().get(CpuTimeProfiler.LABEL).getStatistics();
    return new Measured(
        id(result.getParams()),
        times.getPercentile(50),
        (times.getPercentile(75) - times.getPercentile(25)) / 2,
        allocated == null ? 0 : allocated.getScore());
  }

  static BenchmarkId id(BenchmarkParams params) {
    var parameters = new TreeMap<String, String>();
    for (Object key : params.getParamsKeys()) {
      parameters.put(key.toString(), params.getParam(key.toString()));
    }
    return BenchmarkId.of(params.getBenchmark(), parameters);
  }
}
