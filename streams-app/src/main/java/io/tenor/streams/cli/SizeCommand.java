package io.tenor.streams.cli;

import io.tenor.streams.sizing.Comparison;
import io.tenor.streams.sizing.CostFit;
import io.tenor.streams.sizing.CostsFile;
import io.tenor.streams.sizing.MeasuredRun;
import io.tenor.streams.sizing.SizingException;
import io.tenor.streams.sizing.SizingModel;
import io.tenor.streams.sizing.UnitCosts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what many sensors need. */
@Command(
    name = "size",
    sortOptions = false,
    description = {
      "Say what so many sensors need: partitions, monitors, cores, memory, network and storage. It"
          + " computes that from what one chunk and one window cost, and simulates a stream thread"
          + " for the latency; it asks no broker.",
      "With --measured it says what the model makes of runs that were measured; with --fit it takes"
          + " the costs from them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./tenor size --sensors 100000 --standbys 1",
      "  ./tenor size --sensors 5000 --measured 300.jsonl --measured 1000.jsonl",
      "  ./tenor size --fit --measured a.jsonl --measured b.jsonl --measured c.jsonl --measured d.jsonl \\",
      "    --write-costs mine.json"
    })
final class SizeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SizeOptions options;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "What each thing costs, as --write-costs writes it. Default: Tenor's own.")
  private Optional<Path> costsFile = Optional.empty();

  @Option(
      names = "--measured",
      paramLabel = "FILE",
      description =
          "What ./tenor load --json printed, to be held against the model. May be given often.")
  private List<Path> measured = new ArrayList<>();

  @Option(
      names = "--fit",
      description =
          "Fit the CPU costs to the --measured runs, at least four of different loads, and go on with"
              + " these.")
  private boolean fit;

  @Option(
      names = "--write-costs",
      paramLabel = "FILE",
      description = "Write the costs, those of --fit if it is given.")
  private Optional<Path> writeCosts = Optional.empty();

  @Option(names = "--json", description = "Print all as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      run();
    } catch (SizingException e) {
      throw UserException.wrongUse(e.getMessage(), e);
    }
    return 0;
  }

  private void run() {
    if (fit && measured.isEmpty()) {
      throw UserException.wrongUse("--fit needs runs: give at least four with --measured.");
    }
    var work = options.work();
    var runs = measured.stream().flatMap(file -> MeasuredRun.read(file).stream()).toList();
    var costs = costs(runs);
    var deployment = options.deployment(costs);
    var compared = runs.stream().map(run -> Comparison.of(run, costs)).toList();
    var sizing = new SizingModel(costs).size(work, deployment);
    writeCosts.ifPresent(file -> CostsFile.write(costs, file));
    var doubts = fit ? CostFit.doubts(runs) : List.<String>of();
    var text = new SizeText(spec.commandLine().getOut());
    if (json) {
      text.json(sizing, costs, compared, doubts);
    } else {
      text.table(sizing, costs);
      text.compared(compared, doubts);
    }
  }

  private UnitCosts costs(List<MeasuredRun> runs) {
    var given = costsFile.map(CostsFile::read).orElseGet(CostsFile::shipped);
    return fit ? CostFit.fit(given, runs) : given;
  }
}
