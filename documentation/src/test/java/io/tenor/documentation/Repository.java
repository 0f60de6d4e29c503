package io.tenor.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of the repository that these tests read. */
final class Repository {

  /** Its root; Surefire says where this module is, an IDE starts in it. */
  static final Path ROOT =
      Path.of(System.getProperty("basedir", ".")).resolve("..").toAbsolutePath().normalize();

  /** What is no part of it. */
  private static final Set<String> NOT_OURS = Set.of(".git", "target", ".tenor", "secrets");

  private Repository() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }

  static String text(String path) {
    return text(file(path));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a file is called by who knows the repository. */
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  /** All files below a directory whose name ends so, sorted. */
  static List<Path> files(String directory, String suffix) {
    try (var files = Files.walk(file(directory))) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(Repository::isOurs)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads YAML with its anchors and merges followed, each document by itself. */
  static List<Object> yaml(String text) {
    var documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text);
    var all = new ArrayList<Object>();
    documents.forEach(all::add);
    return all;
  }

  private static boolean isOurs(Path file) {
    for (var part : ROOT.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
