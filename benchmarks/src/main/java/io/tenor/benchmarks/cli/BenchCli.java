package io.tenor.benchmarks.cli;

import io.tenor.benchmarks.report.BenchException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The benchmarks' command line. */
@Command(
    name = "tenor",
    description = "Measure the hot paths, each beside its floor.",
    subcommands = BenchCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCli implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and ends the process: status 0 as fast as before, 1 slower, 2 wrong use. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, ready to execute; a failure becomes one sentence and a status. */
  public static CommandLine commandLine() {
    return new CommandLine(new BenchCli())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(BenchCli::correct)
        .setExecutionExceptionHandler(BenchCli::explain);
  }

  private static int correct(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println(
          "Run `./%s --help` for all options."
              .formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean known = e instanceof BenchException;
    err.println(known ? e.getMessage() : "The command failed: " + e);
    if (parsed.originalArgs().contains(BenchCommand.VERBOSE)) {
      e.printStackTrace(err);
    }
    err.flush();
    return e instanceof BenchException sentence && sentence.isWrongUse()
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing: bench.");
  }
}
