package io.tenor.trainer.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The trainer's command line: what trains and measures networks. */
@Command(
    name = "tenor",
    description =
        "Train networks that hear emotions, and measure them on speakers they never heard.",
    subcommands = {
      CorpusCommand.class,
      TrainCommand.class,
      AnnotateCommand.class,
      CrossValidateCommand.class,
      AblateCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "First `crossvalidate` (half an hour on one core), then `train --figures` (four minutes):",
      "  ./tenor crossvalidate --corpus emodb --out loso.json",
      "  ./tenor train --corpus emodb --figures loso.json --out compact.onnx"
    })
public final class TrainerCli implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli fills it
  @Mixin
  private CommonOptions common;

  /** Runs a command and ends the process: status 0 done, 1 failure, 2 wrong use. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, ready to execute; a failure becomes one sentence and a status. */
  public static CommandLine commandLine() {
    return new CommandLine(new TrainerCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(TrainerCli::correct)
        .setExecutionExceptionHandler(TrainerCli::explain);
  }

  private static int correct(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println(
          "Run `./%s --help` for all options.".formatted(command.getCommandSpec().qualifiedName()));
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result) {
    PrintWriter err = command.getErr();
    err.println(e.getMessage() == null ? "The command failed: " + e : e.getMessage());
    boolean verbose = result.originalArgs().contains(CommonOptions.VERBOSE);
    if (verbose) {
      e.printStackTrace(err);
    } else {
      err.println("Add --verbose to see where it failed.");
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "A command is missing: corpus, train, annotate, crossvalidate or ablate.");
  }
}
