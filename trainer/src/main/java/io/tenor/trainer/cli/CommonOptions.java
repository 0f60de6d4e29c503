package io.tenor.trainer.cli;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {

  /** Name of the option that asks for stack traces. */
  static final String VERBOSE = "--verbose";

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // asked of the parse result, where a failure is explained
  @Option(names = VERBOSE, description = "Print the stack trace of a failure.")
  private boolean verbose;
}
