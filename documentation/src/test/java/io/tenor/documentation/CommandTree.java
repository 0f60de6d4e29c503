package io.tenor.documentation;

import io.tenor.benchmarks.cli.BenchCli;
import io.tenor.streams.cli.TenorCli;
import io.tenor.trainer.cli.TrainerCli;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The commands as picocli knows them, which {@code ./tenor} has in three programs. */
final class CommandTree {

  private static final Set<String> OF_THE_TRAINER =
      Set.of("train", "annotate", "crossvalidate", "ablate", "corpus");

  private CommandTree() {}

  /** The program that {@code ./tenor} starts for these words, new. */
  static CommandLine programFor(List<String> words) {
    var command = words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
    if (OF_THE_TRAINER.contains(command)) {
      return TrainerCli.commandLine();
    }
    return command.equals("bench") ? BenchCli.commandLine() : monitor();
  }

  /** All three. */
  static List<CommandLine> programs() {
    return List.of(monitor(), TrainerCli.commandLine(), BenchCli.commandLine());
  }

  /** What is wrong with the words after {@code ./tenor}, if anything is; nothing is run. */
  static Optional<String> mistake(List<String> words) {
    try {
      programFor(words).parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static CommandLine monitor() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return TenorCli.commandLine(nowhere, nowhere);
  }
}
