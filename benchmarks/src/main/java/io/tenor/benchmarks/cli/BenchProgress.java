package io.tenor.benchmarks.cli;

import io.tenor.benchmarks.CpuTimeProfiler;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Shows how far a run of JMH is: a line for each benchmark, with the time that is left. */
final class BenchProgress implements OutputFormat {

  private final PrintWriter console;
  private final boolean verbose;
  private int expected;
  private int done;
  private long beganNanos;

  /** Shows nothing. */
  BenchProgress() {
    this(new PrintWriter(PrintWriter.nullWriter()), false);
  }

  /**
   * Shows lines.
   *
   * @param verbose whether JMH's own words are shown as well
   */
  BenchProgress(PrintWriter console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  /** Says how many benchmarks there will be. */
  void expect(int benchmarks) {
    expected = benchmarks;
    done = 0;
    beganNanos = System.nanoTime();
  }

  @Override
  public void startBenchmark(BenchmarkParams params) {
    done++;
    console.printf("[%d/%d] %s ", done, expected, BenchRun.id(params));
    console.flush();
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    if (result == null) {
      console.println(" failed");
    } else {
      var spent = Duration.ofNanos(System.nanoTime() - beganNanos);
      console.println(
          " %s us%s"
              .formatted(
                  String.format(
                      Locale.ROOT,
                      "%.3f",
                      result.getSecondaryResults().get(CpuTimeProfiler.LABEL).getScore()),
                  left(spent, done, expected)));
    }
    console.flush();
  }

  /** How long the rest takes if it goes on like this; nothing behind the last. */
  static String left(Duration spent, int done, int expected) {
    if (done >= expected) {
      return "";
    }
    long seconds = spent.toSeconds() * (expected - done) / done;
    return seconds < 60
        ? ", %d s left".formatted(seconds)
        : ", %d min left".formatted((seconds + 30) / 60);
  }

  @Override
  public void println(String text) {
    if (verbose) {
      console.println(text);
      console.flush();
    }
  }

  @Override
  public void print(String text) {
    if (verbose) {
      console.print(text);
      console.flush();
    }
  }

  @Override
  public void write(int octet) {
    print(String.valueOf((char) octet));
  }

  @Override
  public void write(byte[] bytes) {
    print(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void flush() {
    console.flush();
  }

  @Override
  public void startRun() {
    // Told before: JMH does not say how many there are.
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    // The table says it.
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
    // Half a second each: nobody wants to see them.
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {
    // Likewise.
  }

  @Override
  public void verbosePrintln(String text) {
    // For those who look for faults in JMH.
  }

  @Override
  public void close() {
    flush();
  }
}
