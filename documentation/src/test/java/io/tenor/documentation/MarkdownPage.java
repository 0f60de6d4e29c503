package io.tenor.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page as a reader of the repository sees it.
 *
 * @param file where it is
 * @param blocks code, in fences or indented
 * @param links where it leads, code left out
 * @param anchors what can be linked to in it
 */
record MarkdownPage(Path file, List<Block> blocks, List<String> links, Set<String> anchors) {

  private static final Pattern FENCE = Pattern.compile("^( *)(```+|~~~+) *(\\S*).*$");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?) *#*$");
  private static final Pattern NAMED = Pattern.compile("<a +(?:id|name)=\"([^\"]+)\"");
  private static final Pattern INLINE_CODE = Pattern.compile("(`+)(.+?)\\1");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");

  /**
   * A piece of code.
   *
   * @param language what the fence says, or nothing
   * @param line of the page where it begins, from 1
   */
  record Block(String language, int line, String text) {}

  static MarkdownPage read(Path file) {
    return parse(file, Repository.text(file));
  }

  static MarkdownPage parse(Path file, String text) {
    var parser = new Parser();
    text.lines().forEach(parser::line);
    parser.endIndented();
    return new MarkdownPage(file, parser.blocks, parser.links, parser.anchors);
  }

  /** What GitHub calls a heading in links to it. */
  static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
        .replace(' ', '-');
  }

  private static final class Parser {
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final Map<String, Integer> headings = new HashMap<>();
    private final StringBuilder code = new StringBuilder();
    private String fence = "";
    private String language = "";
    private int begin;
    private int number;
    private boolean indented;
    private boolean afterBlank = true;

    void line(String line) {
      number++;
      var opening = FENCE.matcher(line);
      if (!fence.isEmpty()) {
        if (line.strip().equals(fence)) {
          end();
          fence = "";
        } else {
          code.append(line).append('\n');
        }
      } else if (opening.matches()) {
        endIndented();
        fence = opening.group(2);
        language = opening.group(3);
        begin = number + 1;
      } else if (line.startsWith("    ") && (indented || afterBlank)) {
        if (!indented) {
          indented = true;
          language = "";
          begin = number;
        }
        code.append(line.substring(4)).append('\n');
      } else {
        if (!line.isBlank()) {
          endIndented();
        }
        prose(line);
      }
      afterBlank = line.isBlank();
    }

    void endIndented() {
      if (indented) {
        end();
        indented = false;
      }
    }

    private void end() {
      blocks.add(new Block(language, begin, code.toString()));
      code.setLength(0);
    }

    private void prose(String line) {
      var heading = HEADING.matcher(line);
      if (heading.matches()) {
        var anchor = anchor(heading.group(1));
        int before = headings.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
      NAMED.matcher(line).results().forEach(named -> anchors.add(named.group(1)));
      LINK.matcher(INLINE_CODE.matcher(line).replaceAll("code"))
          .results()
          .forEach(link -> links.add(link.group(1)));
    }
  }
}
