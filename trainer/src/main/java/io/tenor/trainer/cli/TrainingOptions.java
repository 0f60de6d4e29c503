package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.corpus.Corpus;
import io.tenor.trainer.corpus.EmoDb;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.SampleVariant;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.Network;
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

  /** What is loaded before training. */
  record Data(Corpus corpus, TrainingSet set) {}

  /** Reads the corpus and computes its columns, saying so. */
  Data load(PrintWriter out) throws IOException {
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
    FrontEnd frontEnd = FrontEnd.compact();
    Corpus loaded = EmoDb.load(corpus, frontEnd.sampleRateHz());
    loaded.warnings().forEach(warning -> out.println("Warning: " + warning));
    out.printf(
        "%s: %d recordings of %d speakers. Computing columns ...%n",
        loaded.name(), loaded.utterances().size(), loaded.speakers().size());
    out.flush();
    return new Data(
        loaded, TrainingSet.of(loaded, frontEnd, SampleVariant.standard(), seed, threads));
  }

  /** Sizes of the network for these data. */
  Network network(TrainingSet set) {
    return CompactConfig.standard(
        set.frontEnd().bands(), set.frontEnd().windowFrames(), Labels.count());
  }

  /** How to train. */
  TrainingSettings settings() {
    return TrainingSettings.standard(steps, batch, seed);
  }

  /** How to make batches. */
  BatchSettings batches() {
    return BatchSettings.standard(batch, Labels.count());
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
