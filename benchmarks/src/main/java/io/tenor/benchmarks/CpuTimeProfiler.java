package io.tenor.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Tells how much processor time an operation takes in the threads that run Java, so neither that of
 * the compiler nor that of the garbage collector: what is allocated is told apart. Time on the
 * clock says the same on a quiet machine; on one that has other work it says how busy the machine
 * was.
 */
public final class CpuTimeProfiler implements InternalProfiler {

  /** What the result is called. */
  public static final String LABEL = "cpu.time.norm";

  private static final double NANOS_PER_MICRO = 1_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Map<Long, Long> before = Map.of();

  @Override
  public String getDescription() {
    return "Processor time of an operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanosByThread();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long nanos = 0;
    for (var thread : nanosByThread().entrySet()) {
      nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    double micros = nanos / NANOS_PER_MICRO / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(LABEL, micros, "us/op", AggregationPolicy.AVG));
  }

  private Map<Long, Long> nanosByThread() {
    return Arrays.stream(threads.getAllThreadIds())
        .boxed()
        .collect(
            Collectors.toMap(
                Function.identity(), thread -> Math.max(0, threads.getThreadCpuTime(thread))));
  }
}
