package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.corpus.Corpus;
import io.tenor.trainer.corpus.CorpusLoader;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.PictureSettings;
import io.tenor.trainer.data.SampleVariant;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.FoldScorer;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.training.RmsPropSettings;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that every command which trains has. */
final class TrainingOptions {

  /** Steps and batch that the shipped model was trained with. */
  private static final int COMPACT_STEPS = 2000;

  private static final int COMPACT_BATCH = 16;

  /** What can be trained. */
  enum Kind {
    /** The small network that is shipped. */
    COMPACT,
    /** A row of the paper's Table IV. */
    PAPER
  }

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "compact",
      description = {
        "compact: the small network that is shipped (default).",
        "paper: a network of Zheng et al., trained as they did."
      })
  private Kind kind;

  @Option(
      names = "--row",
      paramLabel = "NAME",
      defaultValue = "four-three",
      description =
          "paper: which row of its Table IV; `./tenor ablate --help` lists them (default:"
              + " ${DEFAULT-VALUE}, its best).")
  private String row;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "128",
      description =
          "paper: height and width of the picture, 64 to 512 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      defaultValue = "${EMODB_HOME}",
      description = {
        "Folder of the recordings: EMO-DB (the folder that holds wav/, or wav/ itself), RAVDESS,"
            + " CREMA-D, or any with a manifest.csv.",
        "Default: the environment variable EMODB_HOME."
      })
  private Path corpus;

  @Mixin private CorpusOptions corpusOptions;

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
      description =
          "Batches to train for, per network (default: 2000 for compact, 100000 for paper).")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Windows in a batch (default: 16 for compact, 50 for paper).")
  private Optional<Integer> batch = Optional.empty();

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
          "No corpus is given: name its folder with --corpus DIR, or in the environment"
              + " variable EMODB_HOME; `corpus fetch emodb` gets one.");
    }
    if (steps() < 1 || batch() < 1 || threads < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--steps, --batch and --threads must be at least 1.");
    }
    Engines.useThreads(threads);
    Corpus loaded =
        CorpusLoader.load(corpusOptions.format(corpus, spec), corpus, frontEnd().sampleRateHz());
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
    // The paper changes pictures, not samples.
    List<SampleVariant> variants =
        kind == Kind.PAPER ? List.of(SampleVariant.CLEAN) : SampleVariant.standard();
    return TrainingSet.of(loaded, frontEnd(), variants, anySeed, threads);
  }

  private int steps() {
    return steps.orElse(kind == Kind.PAPER ? RmsPropSettings.PAPER_STEPS : COMPACT_STEPS);
  }

  private int batch() {
    return batch.orElse(kind == Kind.PAPER ? RmsPropSettings.PAPER_BATCH : COMPACT_BATCH);
  }

  /** How samples become columns. */
  private FrontEnd frontEnd() {
    return kind == Kind.PAPER ? paperFrontEnd() : FrontEnd.compact();
  }

  private FrontEnd paperFrontEnd() {
    try {
      return FrontEnd.paper(size);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage() + ".", e);
    }
  }

  /** What is trained, and how, with the first seed. */
  Recipe recipe() {
    return kind == Kind.PAPER ? paper(row(row)) : compact();
  }

  /** The row of a name, or a sentence for the person who gave it. */
  PaperRow row(String name) {
    try {
      return PaperRow.of(name);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage() + ".", e);
    }
  }

  /** A row of the paper as the paper trains it, with the first seed. */
  Recipe paper(PaperRow wanted) {
    return new Recipe(
        wanted.network(paperFrontEnd().bands(), Labels.count()),
        RmsPropSettings.paper(steps(), batch(), seed),
        PictureSettings.standard(batch(), Labels.count()));
  }

  private Recipe compact() {
    FrontEnd frontEnd = frontEnd();
    Network network =
        CompactConfig.standard(frontEnd.bands(), frontEnd.windowFrames(), Labels.count());
    return new Recipe(
        network,
        TrainingSettings.standard(steps(), batch(), seed),
        BatchSettings.standard(batch(), Labels.count(), network.memory()));
  }

  /** How a fold's network hears what it was not trained on. */
  FoldScorer scorer() {
    return FoldScorer.STANDARD;
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
