package io.tenor.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the reference of all commands from their definitions. */
final class SettingsReference {

  private static final String HEAD =
      """
      # Settings: every command and option

      <!-- Made from the definitions of the commands. Do not edit: change the definition, and write it anew with
           mvn -pl documentation -am test -Dtest=SettingsReferenceTest -Dtenor.docs.write=true -Dsurefire.failIfNoSpecifiedTests=false -->

      What a command does not take as an option it takes from the [environment](environment.md). Every command has
      `--help`, which says the same. Options with `--config` read any property of a Kafka client:
      [examples](../security.md).
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private SettingsReference() {}

  /** The whole page. */
  static String page() {
    var reference = new SettingsReference();
    for (var program : CommandTree.programs()) {
      program.getSubcommands().values().forEach(reference::command);
    }
    return reference.page.toString();
  }

  private void command(CommandLine command) {
    var spec = command.getCommandSpec();
    if (spec.usageMessage().hidden()) {
      return;
    }
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    page.append(sentences(spec.usageMessage().description())).append('\n');
    var rows = new ArrayList<String>();
    spec.positionalParameters().stream()
        .filter(each -> !each.hidden())
        .forEach(each -> rows.add(row(each)));
    spec.options().stream()
        .filter(each -> !each.hidden() && !each.usageHelp() && !each.versionHelp())
        .filter(each -> !each.inherited())
        .forEach(each -> rows.add(row(each)));
    if (!rows.isEmpty()) {
      page.append("\n| option | meaning |\n|---|---|\n");
      rows.forEach(page::append);
    }
    example(spec);
    command.getSubcommands().values().forEach(this::command);
  }

  private void example(CommandSpec spec) {
    var lines = new ArrayList<String>();
    for (var part : spec.usageMessage().footer()) {
      for (var line : part.lines().map(String::strip).toList()) {
        boolean goesOn = !lines.isEmpty() && lines.get(lines.size() - 1).endsWith("\\");
        if (goesOn || line.startsWith("./tenor")) {
          lines.add(goesOn ? "  " + line : line);
        }
      }
    }
    if (!lines.isEmpty()) {
      page.append("\n```sh\n").append(String.join("\n", lines)).append("\n```\n");
    }
  }

  private static String row(OptionSpec option) {
    var names = "`" + String.join("`, `", option.names()) + "`";
    boolean flag = option.arity().max() == 0;
    var label = flag ? "" : " `" + cell(option.paramLabel()) + "`";
    return "| %s%s | %s%s |\n"
        .formatted(
            names,
            label,
            option.required() ? "*Required.* " : "",
            cell(sentences(option.description())));
  }

  private static String row(PositionalParamSpec parameter) {
    return "| `%s` | %s%s |\n"
        .formatted(
            cell(parameter.paramLabel()),
            parameter.required() ? "*Required.* " : "",
            cell(sentences(parameter.description())));
  }

  private static String sentences(String[] lines) {
    return List.of(lines).stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private static String cell(String text) {
    return text.replace("%%", "%").replace("%n", " ").replace("|", "\\|").replace('\n', ' ');
  }
}
