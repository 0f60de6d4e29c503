package io.tenor.benchmarks.cli;

import io.tenor.benchmarks.report.Baseline;
import io.tenor.benchmarks.report.BenchException;
import io.tenor.benchmarks.report.Pairs;
import io.tenor.benchmarks.report.Report;
import io.tenor.benchmarks.report.ReportJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the benchmarks, shows each beside its floor, and says what got slower. */
@Command(
    name = "bench",
    sortOptions = false,
    description = {
      "Measure the hot paths, each beside its floor, and say what got slower.",
      "",
      "Machines differ, so ratios are compared: what a benchmark costs to what stands beside it. One"
          + " that is above the baseline's by more than 15 %% and beyond both errors got slower, and"
          + " the exit status is 1.",
      "What is measured is processor time, so other work on the machine disturbs little, but it does."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:Nothing got slower.", "1:Something did, or a failure.", "2:Wrong use."})
final class BenchCommand implements Callable<Integer> {

  static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description =
          "Only benchmarks whose name, such as FrontEnd.column, matches, and what stands beside them.")
  private Optional<String> only;

  @Option(
      names = "--quick",
      description = "A fifth of the time, and wide errors: to see that all run.")
  private boolean quick;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Score with this ONNX file too, beside the shipped model.")
  private Optional<Path> model;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "What to compare with (default: the committed benchmarks/baseline.json).")
  private Optional<Path> baseline;

  @Option(
      names = "--write-baseline",
      description = "Write the ratios into the baseline; those that were not measured stay.")
  private boolean writeBaseline;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all that was measured as JSON too.")
  private Optional<Path> json;

  @Option(names = VERBOSE, description = "Show what JMH says, and the stack trace of a failure.")
  private boolean verbose;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public Integer call() {
    var file = baseline.orElseGet(BenchCommand::committed);
    // Before minutes are spent: whatever is wrong with it is said now.
    var before = writeBaseline && !Files.exists(file) ? Baseline.none() : Baseline.read(file);
    var run = new BenchRun(pattern(), quick, existing(model));
    PrintWriter out = spec.commandLine().getOut();
    var measured = run.measure(new BenchProgress(spec.commandLine().getErr(), verbose));
    var report = new Report(Pairs.compare(measured, before));
    out.println();
    out.print(report.table());
    out.println();
    report.sentences().forEach(out::println);
    out.flush();
    if (writeBaseline) {
      before.with(report.comparisons()).write(file);
    }
    json.ifPresent(path -> ReportJson.write(report, path));
    return writeBaseline || report.slower().isEmpty() ? 0 : 1;
  }

  /** The launcher says where the repository is. */
  private static Path committed() {
    return Path.of(System.getProperty("tenor.home", "."), "benchmarks", "baseline.json");
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(only.orElse(""));
    } catch (PatternSyntaxException e) {
      throw BenchException.wrongUse(
          "--only is no regular expression (%s): correct it.".formatted(e.getDescription()), e);
    }
  }

  private static Optional<Path> existing(Optional<Path> model) {
    model
        .filter(path -> !Files.isRegularFile(path))
        .ifPresent(
            path -> {
              throw BenchException.wrongUse(
                  "There is no model file %s: give the path of an ONNX file made by ./tenor train."
                      .formatted(path),
                  null);
            });
    return model.map(Path::toAbsolutePath);
  }
}
