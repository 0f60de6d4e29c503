package io.tenor.trainer.cli;

import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.corpus.Corpus;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.evaluation.LosoProtocol;
import io.tenor.trainer.evaluation.LosoReport;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import io.tenor.trainer.onnx.ModelFile;
import io.tenor.trainer.training.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network on all speakers of a corpus and writes the model. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train the compact network on all speakers of a corpus and write it as an ONNX model that"
          + " the monitor can serve. The model is written only if ONNX Runtime gives the same"
          + " probabilities as the trained network.",
      "",
      "Ctrl-C keeps the state; --resume goes on from it."
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private TrainingOptions options;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "compact.onnx",
      description = "Where to write the model (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--resume", description = "Go on from the checkpoint in the work folder.")
  private boolean resume;

  @Option(
      names = "--figures",
      paramLabel = "FILE",
      description = {
        "JSON written by `crossvalidate`: its figures, temperature and unknown threshold go into"
            + " the model's metadata.",
        "Without it the model is not calibrated (temperature 1) and never says unknown."
      })
  private Path figures;

  @Option(
      names = "--version",
      paramLabel = "TEXT",
      defaultValue = "0.1.0",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String version;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = options.spec().commandLine().getOut();
    Optional<LosoReport> report =
        figures == null ? Optional.empty() : Optional.of(LosoReport.read(figures));
    TrainingOptions.Data data = options.load(console);
    Network network = options.network(data.set());
    String settings = LosoProtocol.describe(network, options.settings(), options.batches());
    ModelMetadata metadata =
        new ModelMetadata(
            network.name(),
            version,
            Labels.names(),
            data.set().frontEnd(),
            Optional.empty(),
            report.map(LosoReport::temperature).orElse(1.0),
            report.map(LosoReport::unknownThreshold).orElse(0.0),
            data.corpus().sha256(),
            report.map(r -> text(r, data.corpus(), settings)).orElse(Map.of()));
    Path checkpoint = options.work().resolve("train.checkpoint");
    Training training =
        new Training(
            network, options.settings(), options.batches(), data.set(), data.corpus().sha256());
    Optional<Weights> weights;
    try (StopSignal stop = new StopSignal()) {
      weights =
          training.train(
              checkpoint,
              resume,
              stop,
              progress -> {
                console.println(progress.line());
                console.flush();
              });
      if (weights.isEmpty()) {
        console.println("Stopped; start the same command again with --resume to go on.");
        console.flush();
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    ModelFile.Written written =
        ModelFile.write(out, network, weights.get(), metadata, ModelWindows.of(data.set(), 100));
    console.printf(
        Locale.ROOT,
        "%s: %.2f MB, differs from the trained network by at most %.1e, %.2f ms a window in"
            + " batches of 8 on one core.%n",
        out,
        written.bytes() / 1e6,
        written.difference(),
        written.millisecondsPerWindow());
    console.flush();
    return CommandLine.ExitCode.OK;
  }

  /** The report's figures as text, once it is sure that they speak of the model to be trained. */
  private Map<String, String> text(LosoReport report, Corpus corpus, String settings) {
    if (!report.trainingDataSha256().equals(corpus.sha256())) {
      throw refused("on other recordings than --corpus holds");
    }
    if (!report.folds().stream().map(LosoReport.Fold::speaker).toList().equals(corpus.speakers())) {
      throw refused("on some of the speakers only");
    }
    if (!report.settings().equals(settings)) {
      throw refused("with another network, --steps, --batch or --seed");
    }
    Map<String, String> text = new TreeMap<>();
    report.figures().forEach((name, v) -> text.put(name, String.format(Locale.ROOT, "%.4f", v)));
    return text;
  }

  private CommandLine.ParameterException refused(String how) {
    return new CommandLine.ParameterException(
        options.spec().commandLine(),
        "%s was measured %s: run `crossvalidate` as you train, or leave --figures out."
            .formatted(figures, how));
  }
}
