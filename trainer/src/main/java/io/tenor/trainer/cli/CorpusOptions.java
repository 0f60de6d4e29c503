package io.tenor.trainer.cli;

import io.tenor.corpus.Corpora;
import io.tenor.corpus.CorpusFormat;
import java.io.IOException;
import java.nio.file.Path;
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
