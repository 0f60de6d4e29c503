package io.tenor.trainer.cli;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.channel.BackgroundNoise;
import io.tenor.trainer.channel.Channels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.CorpusMix;
import io.tenor.trainer.data.Lessons;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.data.UtteranceVariant;
import io.tenor.trainer.data.WholeWindows;
import io.tenor.trainer.evaluation.Recipe;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.FunctionalsConfig;
import io.tenor.trainer.network.GainInvariantConfig;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.teacher.Teacher;
import io.tenor.trainer.training.RmsPropSettings;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that train one network of a person's choice. */
final class NetworkOptions extends TrainingOptions {

  /** Steps that the shipped model was trained for. */
  private static final int COMPACT_STEPS = 1500;

  /** Changes of loudness through channels, either way: levels are in decibels, so it is exact. */
  private static final double CHANNEL_GAIN_DB = 15;

  /** What can be trained. */
  enum Kind {
    /** The small network that is shipped. */
    COMPACT,
    /** A row of the paper's Table IV. */
    PAPER
  }

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
      names = "--filters",
      paramLabel = "N",
      split = ",",
      defaultValue = "16,32,64",
      description =
          "compact: filters of each level, multiples of 16, for another balance of accuracy and"
              + " cost (default: ${DEFAULT-VALUE}).")
  private List<Integer> filters = CompactConfig.FILTERS;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "compact: convolutional networks that are trained apart and answer together, with the"
              + " mean of their probabilities; the model costs about as many times as much (default:"
              + " ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--past",
      paramLabel = "WHAT",
      split = ",",
      defaultValue = "features",
      description = {
        "compact: what it knows of what the window's sensor has heard before. Several are given to"
            + " the --members in turn (default: ${DEFAULT-VALUE}).",
        "none: nothing, levels are seen against the training set alone.",
        "levels: statistics of the bands' levels as well.",
        "features: and those of the features that it pools over a window."
      })
  private List<SensorPast> pasts = List.of(SensorPast.FEATURES);

  @Option(
      names = "--functionals",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "compact: one network more, which hears statistics of the window's cepstra and bands and"
              + " no patterns, and compares them with the sensor's past (default). It costs next to"
              + " nothing; with --members 0 it is the only one, and --no-functionals leaves it"
              + " out.")
  private boolean functionals;

  @Option(
      names = "--align-loudness",
      description = {
        "compact: take the loudness of each window out of what the networks hear, so that the gain"
            + " of a microphone changes no answer; for people and microphones of other corpora.",
        "The convolutional network then steps over four frames at first, and --past is none or"
            + " features."
      })
  private boolean aligned;

  @Option(
      names = "--ignore-past",
      description = {
        "compact, with --align-loudness: networks are trained as always, but measured and written as on"
            + " a sensor that has heard nothing.",
        "For people of other corpora, on whom a past can cost more than it gives."
      })
  private boolean ignorePast;

  @Option(
      names = "--teacher",
      paramLabel = "FILE",
      description = {
        "compact, with --align-loudness: a frozen speech encoder (ONNX), whose embedding of the clean"
            + " recording the convolutional network learns to predict beside the emotions.",
        "A JSON file of the same name says how it is fed (docs/corpora.md). Nothing of it is in the"
            + " model."
      })
  private Optional<Path> teacherFile = Optional.empty();

  private Optional<Teacher> teacher;

  private TrainingSet shared;

  @Option(
      names = "--noise",
      paramLabel = "LEVEL",
      defaultValue = "light",
      description = {
        "compact: white noise in three of the eight variants of each recording that it is trained on"
            + " (default: ${DEFAULT-VALUE}).",
        "light: 30 to 35 dB below the recording. loud: 10 to 20 dB, for noisy places."
      })
  private SampleNoise noise = SampleNoise.LIGHT;

  @Mixin private ChannelOptions channels;

  @Option(
      names = "--row",
      paramLabel = "NAME",
      defaultValue = "four-three",
      description =
          "paper: which row of its Table IV; `./tenor ablate --help` lists them (default:"
              + " ${DEFAULT-VALUE}, its best).")
  private String row;

  @Mixin private MixOptions mixOptions;

  @Override
  boolean paper() {
    return kind == Kind.PAPER;
  }

  @Override
  List<? extends UtteranceVariant> variants(long anySeed) {
    return paper() ? super.variants(anySeed) : channels.variants(frontEnd(), noise, anySeed);
  }

  @Override
  List<short[]> places() {
    return channels
        .channels(frontEnd())
        .flatMap(Channels::noises)
        .map(noises -> noises.all().stream().map(BackgroundNoise::samples).toList())
        .orElse(List.of());
  }

  /** Whether the sensor's past is not to be listened to. */
  boolean ignoresPast() {
    if (ignorePast && (!aligned || paper())) {
      throw wrong("--ignore-past is for networks with --align-loudness: give both.");
    }
    return ignorePast;
  }

  /** What figures are measured with: the recipe, and whether the past is ignored. */
  String describe(Recipe recipe) {
    return recipe.describe() + (ignoresPast() ? "\npast=ignored" : "");
  }

  /** The teacher, opened once; empty without one. */
  private Optional<Teacher> teacher() {
    if (teacher == null) {
      if (teacherFile.isPresent() && (!aligned || paper())) {
        throw wrong("--teacher teaches networks with --align-loudness: give both.");
      }
      try {
        teacher = Optional.empty();
        if (teacherFile.isPresent()) {
          teacher = Optional.of(new Teacher(teacherFile.get()));
        }
      } catch (IOException e) {
        throw wrong(e.getMessage());
      }
    }
    return teacher;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Several corpora are heard in the same variants by all networks and with all seeds: to
   * compute them again for each takes as long as to train it.
   */
  @Override
  TrainingSet set(Corpus loaded, long anySeed, PrintWriter out) {
    if (corpora().size() < 2) {
      return withLessons(super.set(loaded, anySeed, out), loaded, out);
    }
    if (shared == null) {
      shared = withLessons(super.set(loaded, seed(), out), loaded, out);
    }
    return shared;
  }

  private TrainingSet withLessons(TrainingSet set, Corpus loaded, PrintWriter out) {
    if (teacher().isEmpty()) {
      return set;
    }
    out.println("Listening to the teacher ...");
    out.flush();
    return set.withLessons(new Lessons(teacher().get().embed(loaded, threads())));
  }

  @Override
  int defaultSteps() {
    return paper() ? RmsPropSettings.PAPER_STEPS : COMPACT_STEPS;
  }

  /** What is trained, and how, with the first seed. */
  Recipe recipe() {
    checkCounts();
    if (!paper()) {
      return compact();
    }
    oneCorpus("--network paper");
    if (channels.given()) {
      throw new CommandLine.ParameterException(
          spec().commandLine(),
          "--channels, --rooms, --noises and --variants are for --network compact: the paper"
              + " changes pictures, not recordings.");
    }
    return paper(row(row));
  }

  private Network compact(FrontEnd frontEnd, SensorPast past) {
    if (aligned && past == SensorPast.LEVELS) {
      throw wrong("--past levels cannot be had with --align-loudness: give none or features.");
    }
    try {
      if (aligned) {
        return GainInvariantConfig.standard(
            frontEnd.bands(),
            frontEnd.windowFrames(),
            Labels.count(),
            filters,
            past == SensorPast.FEATURES,
            teacher().map(Teacher::pooledValues).orElse(0));
      }
      return CompactConfig.standard(
          frontEnd.bands(), frontEnd.windowFrames(), Labels.count(), past, filters);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec().commandLine(), "--filters cannot be built: " + e.getMessage() + ".", e);
    }
  }

  private Recipe compact() {
    if (members < 0) {
      throw new CommandLine.ParameterException(
          spec().commandLine(), "--members must not be negative, and is " + members + ".");
    }
    if (members == 0 && !functionals) {
      throw new CommandLine.ParameterException(
          spec().commandLine(), "--members 0 --no-functionals is a model without a network.");
    }
    FrontEnd input = frontEnd();
    Optional<CorpusMix> mix = mixOptions.mix(corpora(), spec());
    Stream<Recipe.Member> networks =
        IntStream.range(0, members)
            .mapToObj(i -> patterns(input, pasts.get(i % pasts.size()), mix));
    if (functionals) {
      networks = Stream.concat(networks, Stream.of(functionals(input, mix)));
    }
    return new Recipe(
        networks.toList(),
        TrainingSettings.standard(steps(), batch(), seed()),
        noise,
        recipeInWords(input));
  }

  /** What the recordings are heard through, and who teaches. */
  private Optional<String> recipeInWords(FrontEnd input) {
    List<String> words = new ArrayList<>();
    channels.describe(input, noise).ifPresent(words::add);
    teacher().ifPresent(t -> words.add("teacher=" + t.sha256()));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", words));
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec().commandLine(), sentence);
  }

  private Recipe.Member patterns(FrontEnd frontEnd, SensorPast past, Optional<CorpusMix> mix) {
    Network network = compact(frontEnd, past);
    BatchSettings standard = BatchSettings.standard(batch(), network);
    BatchSettings one =
        channels.channels(frontEnd).isPresent() ? standard.withGain(CHANNEL_GAIN_DB) : standard;
    return new Recipe.Member(network, mix.map(one::of).orElse(one));
  }

  private Recipe.Member functionals(FrontEnd frontEnd, Optional<CorpusMix> mix) {
    Network network =
        FunctionalsConfig.standard(
            frontEnd.bands(), frontEnd.windowFrames(), Labels.count(), aligned);
    WholeWindows standard = WholeWindows.standard(batch(), network);
    WholeWindows one =
        channels.channels(frontEnd).isPresent() ? standard.withGain(CHANNEL_GAIN_DB) : standard;
    return new Recipe.Member(network, mix.map(one::of).orElse(one));
  }
}
