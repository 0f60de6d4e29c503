package io.tenor.streams.cli;

import io.tenor.process.NativeLibraries;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the commands, and their entry point. */
@Command(
    name = "tenor",
    description = "Hears how people sound: seven emotions and alerts, from Kafka to Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      BrokerCommand.class,
      MonitorCommand.class,
      TopicsCommand.class,
      SensorCommand.class,
      EventsCommand.class,
      AlertsCommand.class,
      RulesCommand.class,
      StatusCommand.class,
      DashboardCommand.class,
      ReplayCommand.class,
      RecordCommand.class,
      ImportCommand.class,
      EvaluateCommand.class,
      LoadCommand.class,
      SizeCommand.class,
      SpectrogramCommand.class,
      ModelCommand.class,
      HealthCommand.class,
      CompletionCommand.class,
    },
    footer = {
      "",
      "Commands of the trainer (each has --help):",
      "  train          Train a model on a corpus and write it as an ONNX file.",
      "  annotate       Write figures that were measured later into a model.",
      "  crossvalidate  Measure a network on speakers that it never heard.",
      "  ablate         Train the networks of the paper, its figures beside ours.",
      "  corpus         Fetch recordings, see what is wrong with them, let a model hear them.",
      "",
      "Command of the benchmarks (it has --help):",
      "  bench          Measure the hot paths, each beside its floor, and say what got slower.",
      "",
      "Begin with:",
      "  ./tenor demo",
    })
public final class TenorCli implements Runnable {

  /** What logback.xml reads: how much is logged. */
  private static final String LOG_LEVEL = "tenor.log.level";

  private static final String VERBOSE = "--verbose";

  @Spec private CommandSpec spec;

  @Option(
      names = VERBOSE,
      scope = ScopeType.INHERIT,
      description = "Log more, and show the stack trace of a failure.")
  private boolean verbose;

  /** Runs a command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    if (Arrays.asList(args).contains(VERBOSE)) {
      // Before the first logger is made, which is when logback reads its settings.
      System.setProperty(LOG_LEVEL, "INFO");
    }
    ChildCommand.endWithParent();
    NativeLibraries.prepare();
    int status = commandLine(utf8(FileDescriptor.out), utf8(FileDescriptor.err)).execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** The commands, writing to these. */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    Failures failures = new Failures();
    return new CommandLine(new TenorCli())
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(TenorCli::runLast)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs what was asked for; an Error is reported like every other failure. */
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (LinkageError | OutOfMemoryError e) {
      var commands = parsed.asCommandLineList();
      throw new ExecutionException(commands.get(commands.size() - 1), "failed", e);
    }
  }

  static boolean isVerbose(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root.getCommand() instanceof TenorCli tenor && tenor.verbose;
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
