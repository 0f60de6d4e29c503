package io.tenor.trainer.cli;

import io.tenor.corpus.CombinedCorpus;
import io.tenor.trainer.data.CorpusMix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How several corpora are drawn from. */
final class MixOptions {

  @Option(
      names = "--corpus-weights",
      paramLabel = "W",
      split = ",",
      description =
          "Several corpora: how often each is drawn beside the others, in the order of --corpus"
              + " (default: all alike).")
  private List<Double> weights = List.of();

  @Option(
      names = "--absent-labels",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = {
        "Several corpora: how much an emotion that a corpus does not have takes part in the loss of"
            + " its recordings, 0 to 1 (default: ${DEFAULT-VALUE}).",
        "0: the network is taught nothing about it there. 1: it is taught that it is absent."
      })
  private double absent;

  @Option(
      names = "--one-mood",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Several corpora: share of the sensors in a batch whose speaker shows one emotion only, 0"
              + " to 1 (default: ${DEFAULT-VALUE}).")
  private double oneMood;

  @Option(
      names = "--brief",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Several corpora: share of the windows that hear half a second to 1.6 s of their recording"
              + " again and again, as the monitor hears a word or a cry, 0 to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double brief;

  /**
   * The mix of some corpora; empty for one.
   *
   * @throws CommandLine.ParameterException in one sentence, if it cannot be
   */
  Optional<CorpusMix> mix(List<Path> corpora, CommandSpec spec) {
    int count = corpora.size();
    if (count < 2) {
      if (!weights.isEmpty() || absent != 0 || oneMood != 0 || brief != 0) {
        throw wrong(
            spec,
            "--corpus-weights, --absent-labels, --one-mood and --brief are for several corpora:"
                + " repeat --corpus.");
      }
      return Optional.empty();
    }
    if (!weights.isEmpty() && weights.size() != count) {
      throw wrong(
          spec,
          "--corpus-weights gives %d weights for %d corpora: give one for each --corpus."
              .formatted(weights.size(), count));
    }
    CorpusOptions.named(corpora, spec); // refuses two of one name
    Map<String, Double> named = new TreeMap<>();
    for (int i = 0; i < weights.size(); i++) {
      named.put(CombinedCorpus.name(corpora.get(i)), weights.get(i));
    }
    try {
      return Optional.of(new CorpusMix(named, absent, oneMood, brief));
    } catch (IllegalArgumentException e) {
      throw wrong(spec, "The corpora cannot be mixed so: " + e.getMessage() + ".");
    }
  }

  private static CommandLine.ParameterException wrong(CommandSpec spec, String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }
}
