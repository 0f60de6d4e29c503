package io.tenor.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the commands of Tenor in what a person would type into a shell. */
final class ShellCommands {

  private static final String TENOR = "./tenor";
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_]+=.*");

  private ShellCommands() {}

  /** The words after each {@code ./tenor} of a script, in its order. */
  static List<List<String>> ofTenor(String script) {
    var found = new ArrayList<List<String>>();
    for (var line : script.replaceAll("\\\\\\n\\s*", " ").split("\\n", -1)) {
      for (var command : commands(line)) {
        int start = 0;
        while (start < command.size() && skipped(command.get(start))) {
          start++;
        }
        if (start < command.size() && command.get(start).equals(TENOR)) {
          found.add(List.copyOf(command.subList(start + 1, command.size())));
        }
      }
    }
    return found;
  }

  private static boolean skipped(String word) {
    return word.equals("$") || ASSIGNMENT.matcher(word).matches();
  }

  /** The commands of a line, word by word, without comments and redirections. */
  private static List<List<String>> commands(String line) {
    var commands = new ArrayList<List<String>>();
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean inWord = false;
    boolean redirected = false;
    char quote = 0;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : '\n';
      if (quote != 0) {
        if (c == quote || c == '\n') {
          quote = 0;
        } else {
          word.append(c);
        }
        continue;
      }
      if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
        continue;
      }
      boolean ends = " \t\n|;&<>()".indexOf(c) >= 0;
      if (!ends && !(c == '#' && !inWord)) {
        word.append(c);
        inWord = true;
        continue;
      }
      if (inWord && !redirected && !(c == '>' && word.toString().matches("[0-9]"))) {
        words.add(word.toString());
      }
      redirected = inWord ? false : redirected;
      word.setLength(0);
      inWord = false;
      if (c == '>' || c == '<') {
        redirected = true;
      } else if ("|;&()\n#".indexOf(c) >= 0) {
        if (!words.isEmpty()) {
          commands.add(List.copyOf(words));
          words.clear();
        }
        redirected = false;
        if (c == '#') {
          break;
        }
      }
    }
    return commands;
  }
}
