package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.TrainingHash;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.EnsembleTraining;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.onnx.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      "Train a network on all speakers of a corpus and write it as an ONNX model that"
          + " the monitor can serve. The model is written only if ONNX Runtime gives the same"
          + " probabilities as the trained network.",
      "",
      "Ctrl-C keeps the state; --resume goes on from it."
    },
    footer = {
      "",
      "Examples:",
      "  ./tenor train --corpus emodb --figures loso.json --out compact.onnx",
      "  ./tenor train --corpus emodb --rooms rooms --noises places --out anywhere.onnx"
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private NetworkOptions options;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to write the model (default: named after the network, such as compact.onnx).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Go on from the checkpoint in the work folder.")
  private boolean resume;

  @Option(
      names = "--validation-speakers",
      paramLabel = "ID",
      split = ",",
      description = {
        "Leave these speakers out of the training and let the network hear them on the way: their"
            + " loss, accuracy and UAR are shown, and kept as train-curve.json in the work folder.",
        "Nothing is chosen by them."
      })
  private List<String> validationSpeakers = List.of();

  @Option(
      names = "--figures",
      paramLabel = "FILE",
      description = {
        "JSON written by `crossvalidate`: its figures, temperature and unknown threshold go into"
            + " the model's metadata. Repeat it to give one report for each protocol; the"
            + " calibration is that of loco, or else of loso.",
        "Without it the model is not calibrated (temperature 1) and never says unknown."
      })
  private List<Path> figures = List.of();

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = {
        "fp32: 32-bit floats (default).",
        "fp16: 16-bit floats in the layers, for a GPU. Half the size; probabilities may differ from"
            + " the trained network's by up to 0.02."
      })
  private Precision precision;

  @Mixin private ModelOptions model;

  @Override
  public Integer call() throws IOException {
    PrintWriter console = options.spec().commandLine().getOut();
    MeasuredFigures measured = new MeasuredFigures(figures);
    Recipe recipe = options.recipe();
    model.check(options.spec());
    Corpus corpus = options.corpus(console);
    try {
      measured.check(corpus, recipe, options.describe(recipe));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(options.spec().commandLine(), e.getMessage());
    }
    if (!corpus.speakers().containsAll(validationSpeakers)
        || validationSpeakers.containsAll(corpus.speakers())) {
      throw new CommandLine.ParameterException(
          options.spec().commandLine(),
          "--validation-speakers has to name some of %s, and not all."
              .formatted(String.join(", ", corpus.speakers())));
    }
    TrainingSet all = options.set(corpus, recipe.member(0).settings().seed(), console);
    TrainingSet set = all.speakers(speaker -> !validationSpeakers.contains(speaker));
    EnsembleTraining training =
        new EnsembleTraining(
            recipe,
            seed ->
                seed == recipe.member(0).settings().seed()
                    ? set
                    : options
                        .set(corpus, seed, console)
                        .speakers(speaker -> !validationSpeakers.contains(speaker)),
            corpus.sha256());
    Optional<Ensemble> trained;
    try (StopSignal stop = new StopSignal()) {
      TrainVoice voice = new TrainVoice(new ProgressBar(console), recipe, set);
      trained =
          training.train(
              this::checkpoint,
              resume,
              stop,
              validationSpeakers.isEmpty()
                  ? voice
                  : voice.hearing(
                      all.speakers(validationSpeakers::contains),
                      options.work().resolve("train-curve.json")));
      if (trained.isEmpty()) {
        console.println("Stopped; start the same command again with --resume to go on.");
        console.flush();
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    Ensemble ensemble = trained.get();
    model.write(
        out.orElse(Path.of(ensemble.name() + ".onnx")),
        ensemble,
        set,
        hash(corpus),
        measured,
        precision,
        options.ignoresPast(),
        options.spec());
    return CommandLine.ExitCode.OK;
  }

  private Path checkpoint(int member) {
    return options
        .work()
        .resolve(
            member == 0 ? "train.checkpoint" : "train.member-%d.checkpoint".formatted(member + 1));
  }

  /** The corpus's hash; with speakers left out, one of it and their names. */
  private String hash(Corpus corpus) {
    if (validationSpeakers.isEmpty()) {
      return corpus.sha256();
    }
    TrainingHash hash = new TrainingHash();
    hash.add(
        corpus.sha256(), String.join(",", validationSpeakers).getBytes(StandardCharsets.UTF_8));
    return hash.hex();
  }
}
