package io.tenor.streams.cli;

import io.tenor.corpus.Corpora;
import io.tenor.corpus.Corpus;
import io.tenor.streams.alert.Defaults;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every evaluation: recordings, models and rules. */
final class EvaluateOptions {

  private static final String SHIPPED = "shipped";

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      defaultValue = "${env:EMODB_HOME}",
      description =
          "The corpus: EMO-DB, RAVDESS, CREMA-D, or a folder with a manifest (docs/corpora.md)."
              + " Default: the environment's EMODB_HOME.")
  private Optional<Path> corpus = Optional.empty();

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description = "Only these speakers. Default: all.")
  private List<String> speakers = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = {
        "An ONNX model; several are compared with the first. shipped stands for the one that Tenor"
            + " ships.",
        "Default: that one."
      })
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = "Where it runs: auto (default), cpu, cuda or cuda:N.")
  private Device device;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "A file of alert rules; several are tried side by side. Default: those that Tenor ships.")
  private List<Path> rules = new ArrayList<>();

  @Option(names = "--json", description = "Print lines of JSON, a summary as the last.")
  private boolean json;

  /** The speakers that are named; empty for all. */
  List<String> speakers() {
    return speakers;
  }

  /** Whether what is printed is for a program. */
  boolean isJson() {
    return json;
  }

  /** The models: at least one. */
  List<ModelChoice> models(int threads) {
    return models.isEmpty()
        ? List.of(new ModelChoice(Optional.empty(), threads, device))
        : models.stream()
            .map(
                name ->
                    new ModelChoice(
                        name.equals(SHIPPED) ? Optional.empty() : Optional.of(Path.of(name)),
                        threads,
                        device))
            .toList();
  }

  /** The sets of rules: at least one. */
  List<RuleSet> rules() {
    return rules.isEmpty()
        ? List.of(Defaults.rules())
        : rules.stream().map(RuleFiles::read).map(RuleFiles.Read::rules).toList();
  }

  /**
   * The corpus.
   *
   * @param rateHz rate to resample to where a file has another
   */
  Corpus corpus(int rateHz) {
    var folder =
        corpus.orElseThrow(
            () ->
                UserException.wrongUse(
                    "Give a corpus with --corpus, or EMO-DB's folder in EMODB_HOME; ./tenor corpus"
                        + " fetch emodb fetches it."));
    return CorpusFiles.read(folder, Corpora.AUTO, rateHz, speakers);
  }
}
