package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.data.ColumnCache;
import io.tenor.trainer.data.PictureSettings;
import io.tenor.trainer.data.SampleVariant;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.data.UtteranceVariant;
import io.tenor.trainer.evaluation.FoldScorer;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.training.RmsPropSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that every command which trains has. */
abstract class TrainingOptions {

  /** The batch that the shipped model was trained with. */
  private static final int COMPACT_BATCH = 32;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandSpec spec;

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
        "train, crossvalidate: repeat it to train on several corpora at once. Each is called by its"
            + " folder, and its speakers after it, such as ravdess/17.",
        "Default: the environment variable EMODB_HOME."
      })
  private List<Path> corpora = List.of();

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
          "Batches to train for, per network (default: 1500; 100000 for the paper's, 2000 for each"
              + " row of an ablation).")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Windows in a batch (default: 32 for compact, 50 for paper).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Processor cores to use (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = {
        "Where to train: auto, a GPU if the engine finds one (default); cpu; cuda; or cuda:N.",
        "For a GPU, PYTORCH_LIBRARY_PATH names the folder of a libtorch 2.7.1 built with CUDA."
      })
  private String device;

  /** Reads the corpus, or several as one, saying so. */
  Corpus corpus(PrintWriter out) throws IOException {
    prepare();
    Corpus loaded = corpusOptions.load(corpora, frontEnd().sampleRateHz(), spec);
    say(loaded, out);
    return loaded;
  }

  /** Reads the corpora, and those that are never trained on, saying so. */
  ReadCorpora corpora(List<Path> testOnly, PrintWriter out) throws IOException {
    if (testOnly.isEmpty()) {
      return ReadCorpora.of(corpus(out));
    }
    prepare();
    List<Path> all = new ArrayList<>(corpora);
    all.addAll(testOnly);
    CorpusOptions.named(all, spec); // refuses two of one name
    int rate = frontEnd().sampleRateHz();
    ReadCorpora read =
        ReadCorpora.of(
            corpusOptions.loadEach(corpora, rate, spec),
            corpusOptions.loadEach(testOnly, rate, spec));
    say(read.all(), out);
    return read;
  }

  /** Refuses what cannot be used before it looks at a folder. */
  private void prepare() {
    if (corpora == null || corpora.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "No corpus is given: name its folder with --corpus DIR, or in the environment"
              + " variable EMODB_HOME; `corpus fetch emodb` gets one.");
    }
    checkCounts();
    Engines.useThreads(threads);
    try {
      Engines.useDevice(device);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--device cannot be used: " + e.getMessage() + ".", e);
    }
    frontEnd(); // refuses a wrong size
  }

  private static void say(Corpus loaded, PrintWriter out) {
    loaded.warnings().forEach(warning -> out.println("Warning: " + warning));
    out.printf(
        "%s: %d recordings of %d speakers.%n",
        loaded.name(), loaded.utterances().size(), loaded.speakers().size());
    out.flush();
  }

  /** The folders of the recordings, as given. */
  List<Path> corpora() {
    return corpora == null ? List.of() : corpora;
  }

  /** Refuses several corpora where one is trained on. */
  void oneCorpus(String what) {
    if (corpora().size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          what + " trains on one corpus, as its paper does: give --corpus once.");
    }
  }

  /** Refuses numbers that nothing can be trained with. */
  void checkCounts() {
    if (steps() < 1 || batch() < 1 || threads < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--steps, --batch and --threads must be at least 1.");
    }
  }

  /** Computes the columns of a corpus for a seed, saying so. */
  TrainingSet set(Corpus loaded, long anySeed, PrintWriter out) {
    out.println("Computing columns ...");
    out.flush();
    return new ColumnCache(work)
        .open(loaded, frontEnd(), variants(anySeed), anySeed, threads)
        .withPlaces(places());
  }

  /** What training sees of every recording: as it is, since the paper changes pictures alone. */
  List<? extends UtteranceVariant> variants(long anySeed) {
    return List.of(SampleVariant.CLEAN);
  }

  /** Samples of what is heard where nobody speaks, which training hears as nobody's emotion. */
  List<short[]> places() {
    return List.of();
  }

  /** Whether a network of the paper is trained, not the compact one. */
  abstract boolean paper();

  /** Batches to train for where nobody says. */
  abstract int defaultSteps();

  /** Batches to train for. */
  int steps() {
    return steps.orElse(defaultSteps());
  }

  /** Windows in a batch. */
  int batch() {
    return batch.orElse(paper() ? RmsPropSettings.PAPER_BATCH : COMPACT_BATCH);
  }

  /** How samples become columns. */
  FrontEnd frontEnd() {
    return paper() ? paperFrontEnd() : FrontEnd.compact();
  }

  private FrontEnd paperFrontEnd() {
    try {
      return FrontEnd.paper(size);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage() + ".", e);
    }
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
    return Recipe.of(
        wanted.network(paperFrontEnd().bands(), Labels.count()),
        RmsPropSettings.paper(steps(), batch(), seed),
        PictureSettings.standard(batch(), Labels.count()));
  }

  /** How a fold's network hears what it was not trained on. */
  FoldScorer scorer() {
    return FoldScorer.STANDARD;
  }

  /** Processor cores to use. */
  int threads() {
    return threads;
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
