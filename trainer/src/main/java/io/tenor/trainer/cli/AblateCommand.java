package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.Ablation;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.LearningCurve;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.report.AblationPage;
import io.tenor.trainer.report.AblationReport;
import io.tenor.trainer.report.AblationTable;
import io.tenor.trainer.training.TrainingProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains rows of the paper's Table IV and prints the paper's figures beside ours. */
@Command(
    name = "ablate",
    sortOptions = false,
    description = {
      "Train networks of the paper's Table IV on its random split by utterance (80 %% for training,"
          + " 20 %% tested; pictures are changed after the split), and print its accuracy beside"
          + " ours.",
      "",
      "A finished row is kept in the work folder and an unfinished one has a checkpoint there: a"
          + " stopped or killed run goes on where it was when it is started again with the same"
          + " options."
    },
    footer = {
      "",
      "Rows:",
      "  reference-7 reference-8",
      "  three-none three-one three-two three-dense          three levels, 0 to 3 residuals",
      "  four-none four-one four-two four-three four-dense   four levels, 0 to 4 residuals",
      "  four-small-last four-wide-second four-large",
      "",
      "Examples:",
      "  ./tenor ablate --corpus emodb --rows four-none,four-three,four-dense --steps 3000",
      "  ./tenor ablate --corpus emodb --size 512 --rows four-three --threads 2 --html curves.html"
    })
final class AblateCommand implements Callable<Integer> {

  @Mixin private AblationOptions options;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the JSON (default: ablation.json in the work folder).")
  private Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write table and learning curves as one HTML file, too.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = options.spec().commandLine().getOut();
    Map<PaperRow, Recipe> recipes = options.recipes();
    Corpus corpus = options.corpus(console);
    TrainingSet set = options.set(corpus, options.seed(), console);
    Optional<List<Ablation.RowResult>> results;
    try (StopSignal stop = new StopSignal()) {
      results =
          new Ablation(corpus, set, recipes, options.work())
              .run(stop, new Voice(new ProgressBar(console)));
      if (results.isEmpty()) {
        console.println("Stopped; start the same command again to go on.");
        console.flush();
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    AblationReport report =
        new AblationReport(
            corpus.name(),
            corpus.sha256(),
            Ablation.SPLIT.describe(),
            set.frontEnd().bands(),
            options.seed(),
            Labels.names(),
            AblationReport.rows(results.get(), recipes));
    Path file = out == null ? options.work().resolve("ablation.json") : out;
    report.write(file);
    if (html != null) {
      AblationPage.write(report, html);
    }
    console.print(AblationTable.of(report));
    console.printf("%nFigures and learning curves are in %s.%n", file);
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Says how far it is. */
  private record Voice(ProgressBar bar) implements Ablation.Listener {

    @Override
    public void started(PaperRow row, NetworkPlan plan) {
      say(
          "Training %s: %.1f million values, %.0f million multiplications a picture.",
          row.key(), plan.trainedValues() / 1e6, plan.multiplyAdds() / 1e6);
    }

    @Override
    public void progress(PaperRow row, TrainingProgress progress, Duration left) {
      bar.show(
          row.key(),
          progress,
          "all rows %d:%02d:%02d"
              .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart()));
    }

    @Override
    public void point(PaperRow row, LearningCurve.Point point) {
      say(
          "  %s: epoch %d  loss %.3f  accuracy %.1f %%  held out: loss %.3f  accuracy %.1f %%  UAR"
              + " %.1f %%",
          row.key(),
          point.epoch(),
          point.loss(),
          100 * point.accuracy(),
          point.validationLoss(),
          100 * point.validationAccuracy(),
          100 * point.validationUar());
    }

    @Override
    public void done(Ablation.RowResult result, boolean kept) {
      ConfusionMatrix matrix = Answers.matrix(result.predictions(), Labels.count());
      say(
          "%s: accuracy %.1f %%, UAR %.1f %%%s",
          result.row().key(),
          100 * matrix.accuracy(),
          100 * matrix.unweightedAverageRecall(),
          kept ? " (kept from an earlier run)" : "");
    }

    private void say(String format, Object... values) {
      bar.say(String.format(Locale.ROOT, format, values));
    }
  }
}
