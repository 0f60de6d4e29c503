package io.tenor.trainer.cli;

import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.evaluation.ConfusionMatrix;
import io.tenor.trainer.evaluation.LosoProtocol;
import io.tenor.trainer.evaluation.LosoReport;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well networks do on speakers they never heard. */
@Command(
    name = "crossvalidate",
    sortOptions = false,
    description = {
      "Measure a network on speakers it never heard: for each speaker, train on all others and"
          + " score that one. Prints a table and writes the figures as JSON for `train --figures`.",
      "",
      "A stopped run goes on where it was when it is started again with the same options."
    })
final class CrossValidateCommand implements Callable<Integer> {

  /** How utterances are divided. */
  enum Protocol {
    /** Leave one speaker out. */
    LOSO
  }

  @Mixin private TrainingOptions options;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @SuppressWarnings("UnusedVariable") // picocli refuses other names
  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "loso",
      description = "loso: leave one speaker out (default).")
  private Protocol protocol;

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description = "Hold out only these speakers, for a quick look (default: all).")
  private List<String> speakers = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the JSON (default: loso.json in the work folder).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = options.spec().commandLine().getOut();
    TrainingOptions.Data data = options.load(console);
    List<String> heldOut = speakers.isEmpty() ? data.corpus().speakers() : speakers;
    if (!data.corpus().speakers().containsAll(heldOut)) {
      throw new CommandLine.ParameterException(
          options.spec().commandLine(),
          "--speakers names one that the corpus does not have: it has "
              + String.join(", ", data.corpus().speakers())
              + ".");
    }
    LosoProtocol loso =
        new LosoProtocol(
            options.network(data.set()), options.settings(), options.batches(), options.work());
    Optional<Map<String, List<Prediction>>> predictions;
    try (StopSignal stop = new StopSignal()) {
      predictions =
          loso.run(data.set(), data.corpus().sha256(), heldOut, stop, new Narrator(console));
      if (predictions.isEmpty()) {
        console.println("Stopped; start the same command again to go on.");
        console.flush();
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    LosoReport report =
        LosoReport.of(
            new LosoReport.Source(data.corpus().name(), data.corpus().sha256(), loso.describe()),
            Labels.names(),
            predictions.get());
    Path file = out == null ? options.work().resolve("loso.json") : out;
    report.write(file);
    console.print(LosoTable.of(report));
    console.printf("%nFigures are in %s.%n", file);
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Says what happens. */
  private record Narrator(PrintWriter console) implements LosoProtocol.Listener {

    @Override
    public void foldStarts(String speaker) {
      console.printf("Speaker %s is held out:%n", speaker);
      console.flush();
    }

    @Override
    public void accept(TrainingProgress progress) {
      if (progress.step() % 100 == 0 || progress.step() == progress.steps()) {
        console.println("  " + progress.line());
        console.flush();
      }
    }

    @Override
    public void foldDone(String speaker, List<Prediction> predictions, boolean kept) {
      ConfusionMatrix matrix = ConfusionMatrix.of(predictions, Labels.count());
      console.printf(
          Locale.ROOT,
          "Speaker %s: accuracy %.1f %%, UAR %.1f %%%s%n",
          speaker,
          100 * matrix.accuracy(),
          100 * matrix.unweightedAverageRecall(),
          kept ? " (kept from an earlier run)" : "");
      console.flush();
    }
  }
}
