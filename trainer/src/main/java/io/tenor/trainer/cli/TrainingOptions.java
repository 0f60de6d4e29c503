package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.corpus.Corpus;
import io.tenor.trainer.corpus.EmoDb;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.SampleVariant;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.FoldScorer;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that every command which trains has. */
final class TrainingOptions {

  /** Steps that the shipped model was trained for. */
  private static final String STEPS = "2000";

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      defaultValue = "${EMODB_HOME}",
      description = {
        "Folder of EMO-DB: the one that holds wav/, or wav/ itself.",
        "Default: the environment variable EMODB_HOME."
      })
  private Path corpus;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = ".tenor/train",
      description = "Folder for checkpoints and finished folds (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The same seed gives the same network on the same machine (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = STEPS,
      description = "Batches to train for, per network (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Windows in a batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processor cores to use (default: ${DEFAULT-VALUE}).")
  private int threads;

  /** Reads the corpus, saying so. */
  Corpus corpus(PrintWriter out) throws IOException {
    if (corpus == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "No corpus is given: name EMO-DB's folder with --corpus DIR, or in the environment"
              + " variable EMODB_HOME.");
    }
    if (steps < 1 || batch < 1 || threads < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--steps, --batch and --threads must be at least 1.");
    }
    Engines.useThreads(threads);
    Corpus loaded = EmoDb.load(corpus, frontEnd().sampleRateHz());
    loaded.warnings().forEach(warning -> out.println("Warning: " + warning));
    out.printf(
        "%s: %d recordings of %d speakers.%n",
        loaded.name(), loaded.utterances().size(), loaded.speakers().size());
    out.flush();
    return loaded;
  }

  /** Computes the columns of a corpus for a seed, saying so. */
  TrainingSet set(Corpus loaded, long anySeed, PrintWriter out) {
    out.println("Computing columns ...");
    out.flush();
    return TrainingSet.of(loaded, frontEnd(), SampleVariant.standard(), anySeed, threads);
  }

  /** How samples become columns. */
  private static FrontEnd frontEnd() {
    return FrontEnd.compact();
  }

  /** What is trained, and how, with the first seed. */
  Recipe recipe() {
    FrontEnd frontEnd = frontEnd();
    return new Recipe(
        CompactConfig.standard(frontEnd.bands(), frontEnd.windowFrames(), Labels.count()),
        TrainingSettings.standard(steps, batch, seed),
        BatchSettings.standard(batch, Labels.count()));
  }

  /** How a fold's network hears what it was not trained on. */
  FoldScorer scorer() {
    return FoldScorer.PLAIN;
  }

  /** The first seed. */
  long seed() {
    return seed;
  }

  /** Folder for what a run keeps. */
  Path work() {
    return work;
  }

  /** The command these options belong to. */
  CommandSpec spec() {
    return spec;
  }
}
