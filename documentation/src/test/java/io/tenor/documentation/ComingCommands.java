package io.tenor.documentation;

import io.tenor.streams.cli.TenorCli;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What the deployment files use and this tree may not have yet: {@code monitor --http} and {@code
 * dashboard}. Where the tree has them, they are held against it like everything else.
 */
final class ComingCommands {

  private static final String HTTP = "--http";
  private static final String DASHBOARD = "dashboard";

  private ComingCommands() {}

  /** Whether these words cannot be judged, because the command is not there yet. */
  static boolean isToCome(List<String> words) {
    return words.contains(DASHBOARD) && !commands().getSubcommands().containsKey(DASHBOARD);
  }

  /** The words without an option that is not there yet. */
  static List<String> known(List<String> words) {
    var monitor = commands().getSubcommands().get("monitor").getCommandSpec();
    if (!words.contains("monitor") || monitor.findOption(HTTP) != null) {
      return words;
    }
    var known = new ArrayList<>(words);
    int at = known.indexOf(HTTP);
    if (at >= 0) {
      known.subList(at, at + 2).clear();
    }
    return known;
  }

  private static CommandLine commands() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return TenorCli.commandLine(nowhere, nowhere);
  }
}
