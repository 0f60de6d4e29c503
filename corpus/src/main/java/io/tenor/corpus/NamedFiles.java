package io.tenor.corpus;

import io.tenor.corpus.CorpusFormat.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Lists corpora whose files' names tell everything. */
final class NamedFiles {

  static final String ENDING = ".wav";

  private NamedFiles() {}

  /** The wav files of a folder and the folders in it, sorted by path. */
  static List<Path> wavs(Path folder) throws CorpusException {
    if (!Files.isDirectory(folder)) {
      throw new CorpusException(
          folder
              + " is not a folder: give the corpus's folder with --corpus, or EMO-DB's in the"
              + " environment variable EMODB_HOME.");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> wavs =
          files
              .filter(Files::isRegularFile)
              .filter(f -> fileName(f).endsWith(ENDING))
              .sorted(Comparator.comparing(f -> name(folder, f)))
              .toList();
      if (wavs.isEmpty()) {
        throw new CorpusException(
            folder + " holds no .wav file: give the folder that holds the corpus's recordings.");
      }
      return wavs;
    } catch (IOException e) {
      if (e instanceof CorpusException sentence) {
        throw sentence;
      }
      throw new CorpusException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  static String fileName(Path file) {
    return file.getFileName().toString();
  }

  /** A file's path inside a folder with slashes, the same on every system. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Describes each file by its name.
   *
   * @param rule how the corpus names its files, for the sentence about one that does not
   * @param describe gives the recording for file and name; empty if the name is foreign
   */
  static Listing list(
      Path folder, String rule, BiFunction<Path, String, Optional<Recording>> describe)
      throws CorpusException {
    List<Recording> recordings = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (Path file : wavs(folder)) {
      describe
          .apply(file, name(folder, file))
          .ifPresentOrElse(
              recordings::add,
              () ->
                  foreign.add(
                      "%s is not named as %s: remove it, or give another folder."
                          .formatted(file, rule)));
    }
    return new Listing(recordings, foreign, List.of());
  }
}
