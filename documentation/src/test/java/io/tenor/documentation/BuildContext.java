package io.tenor.documentation;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What of a checkout the build of the image gets, as {@code Dockerfile.dockerignore} says: of the
 * patterns that match a file or a folder that it is in the last one counts, and one with {@code !}
 * lets it in.
 */
record BuildContext(List<Rule> rules) {

  /**
   * A line.
   *
   * @param allows whether it lets in what it matches
   */
  record Rule(boolean allows, PathMatcher matcher) {

    boolean matches(Path file) {
      for (var part = file; part != null; part = part.getParent()) {
        if (matcher.matches(part)) {
          return true;
        }
      }
      return false;
    }
  }

  static BuildContext read() {
    return new BuildContext(
        Repository.text("src/docker/Dockerfile.dockerignore")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(BuildContext::rule)
            .toList());
  }

  private static Rule rule(String line) {
    boolean allows = line.startsWith("!");
    var pattern = allows ? line.substring(1) : line;
    // Where Docker lets ** stand for no folder, too, Java does not.
    var glob = pattern.startsWith("**/") ? "{,**/}" + pattern.substring(3) : pattern;
    return new Rule(allows, FileSystems.getDefault().getPathMatcher("glob:" + glob));
  }

  /** Whether the build gets a file. */
  boolean has(String file) {
    boolean in = true;
    for (var rule : rules) {
      if (rule.matches(Path.of(file))) {
        in = rule.allows();
      }
    }
    return in;
  }
}
