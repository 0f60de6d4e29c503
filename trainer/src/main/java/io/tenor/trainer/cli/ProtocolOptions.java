package io.tenor.trainer.cli;

import io.tenor.trainer.evaluation.LeaveCorpusOut;
import io.tenor.trainer.evaluation.LeaveSpeakerAndTextOut;
import io.tenor.trainer.evaluation.LeaveSpeakerOut;
import io.tenor.trainer.evaluation.Protocol;
import io.tenor.trainer.evaluation.RandomSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that say how a corpus is divided. */
final class ProtocolOptions {

  private static final String LOSO = "loso";
  private static final String LOCO = "loco";
  private static final String LOSO_TEXT = "loso-text";
  private static final String RANDOM = "random";

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = LOSO,
      description = {
        "loso: leave one speaker out (default).",
        "loco: leave one corpus out, of several --corpus.",
        "loso-text: speaker and text disjoint.",
        "random: split by utterance, whoever speaks, as most papers do; augmentation comes after"
            + " the split."
      })
  private String name;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Repeat everything with this many seeds, from --seed on; figures are means over them"
              + " (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--speakers",
      paramLabel = "ID",
      split = ",",
      description =
          "loso, loso-text: leave out only these speakers, for a quick look (default: all).")
  private List<String> speakers = List.of();

  @Option(
      names = "--test-corpus",
      paramLabel = "DIR",
      description = {
        "loco: a corpus that is never trained on: a network trained on all --corpus hears it. No"
            + " temperature or threshold is chosen by it either. Repeat it for several."
      })
  private List<Path> testCorpora = List.of();

  @Option(
      names = "--leave-out",
      paramLabel = "NAME",
      split = ",",
      description =
          "loco: hear only these corpora, each called by its folder, whether of --corpus or of"
              + " --test-corpus (default: all).")
  private List<String> leaveOut = List.of();

  @Option(
      names = "--text-groups",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "loso-text: groups that the texts are dealt to; more groups train on more data and take"
              + " longer (default: ${DEFAULT-VALUE}).")
  private int textGroups;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "random: parts, of which one is tested and the others are trained on (default:"
              + " ${DEFAULT-VALUE}, so 80 %% and 20 %%).")
  private int folds;

  /** The protocol that was asked for. */
  Protocol protocol(CommandSpec spec) {
    if (seeds < 1) {
      throw wrong(spec, "--seeds must be at least 1, not " + seeds + ".");
    }
    if ((name.equals(RANDOM) || name.equals(LOCO)) && !speakers.isEmpty()) {
      throw wrong(
          spec,
          "--speakers has no meaning under --protocol %s: leave it out%s."
              .formatted(name, name.equals(LOCO) ? ", or name corpora with --leave-out" : ""));
    }
    if (!name.equals(LOCO) && !(testCorpora.isEmpty() && leaveOut.isEmpty())) {
      throw wrong(spec, "--test-corpus and --leave-out are for --protocol loco: give that.");
    }
    try {
      return switch (name) {
        case LOSO -> new LeaveSpeakerOut(speakers);
        case LOCO ->
            new LeaveCorpusOut(
                leaveOut, List.copyOf(CorpusOptions.named(testCorpora, spec).keySet()), "");
        case LOSO_TEXT -> new LeaveSpeakerAndTextOut(speakers, textGroups);
        case RANDOM -> new RandomSplit(folds);
        default ->
            throw wrong(
                spec,
                "--protocol is '%s': give %s, %s, %s or %s."
                    .formatted(name, LOSO, LOCO, LOSO_TEXT, RANDOM));
      };
    } catch (IllegalArgumentException e) {
      throw wrong(spec, e.getMessage() + ": correct --text-groups or --folds.");
    }
  }

  /** Folders of the corpora that are never trained on. */
  List<Path> testCorpora() {
    return testCorpora;
  }

  /** Corpora to be heard; empty for all. */
  List<String> leaveOut() {
    return leaveOut;
  }

  List<String> speakers() {
    return speakers;
  }

  /** The seeds, from the first on. */
  List<Long> seeds(long first) {
    return LongStream.range(first, first + seeds).boxed().toList();
  }

  private static CommandLine.ParameterException wrong(CommandSpec spec, String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }
}
