package io.tenor.trainer.cli;

import io.tenor.corpus.CombinedCorpus;
import io.tenor.corpus.Corpora;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusFormat;
import io.tenor.corpus.CorpusLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that says of what kind a corpus is. */
final class CorpusOptions {

  @Option(
      names = "--corpus-kind",
      paramLabel = "KIND",
      defaultValue = Corpora.AUTO,
      description = {
        "emodb, ravdess, cremad, or csv for a folder with a manifest.csv of the columns"
            + " file,speaker,label,text (docs/corpora.md).",
        "Default: auto, by the manifest or the files' names."
      })
  private String kind;

  /**
   * Reads one corpus as it is, several as one.
   *
   * @param folders at least one
   */
  Corpus load(List<Path> folders, int sampleRateHz, CommandSpec spec) throws IOException {
    if (folders.size() == 1) {
      return load(folders.get(0), sampleRateHz, spec);
    }
    return CombinedCorpus.of(loadEach(folders, sampleRateHz, spec));
  }

  /** Reads several corpora, each as it is, by their names. */
  SortedMap<String, Corpus> loadEach(List<Path> folders, int sampleRateHz, CommandSpec spec)
      throws IOException {
    SortedMap<String, Corpus> loaded = new TreeMap<>();
    for (Map.Entry<String, Path> folder : named(folders, spec).entrySet()) {
      loaded.put(folder.getKey(), load(folder.getValue(), sampleRateHz, spec));
    }
    return loaded;
  }

  /** What several corpora are called; two of one name are wrong use. */
  static SortedMap<String, Path> named(List<Path> folders, CommandSpec spec) {
    try {
      return CombinedCorpus.named(folders);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Corpus load(Path folder, int sampleRateHz, CommandSpec spec) throws IOException {
    return CorpusLoader.load(format(folder, spec), folder, sampleRateHz);
  }

  /** The corpus's kind, as given or as found. */
  CorpusFormat format(Path folder, CommandSpec spec) throws IOException {
    if (kind.equals(Corpora.AUTO)) {
      return Corpora.detect(folder);
    }
    return Corpora.ofKind(kind)
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--corpus-kind is '%s': give %s or %s."
                        .formatted(
                            kind,
                            Corpora.formats().stream()
                                .map(CorpusFormat::kind)
                                .collect(Collectors.joining(", ")),
                            Corpora.AUTO)));
  }
}
