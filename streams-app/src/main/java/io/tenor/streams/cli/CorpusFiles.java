package io.tenor.streams.cli;

import io.tenor.corpus.Corpora;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.CorpusException;
import io.tenor.corpus.CorpusFormat;
import io.tenor.corpus.CorpusLoader;
import java.nio.file.Path;
import java.util.List;

/** Reads corpora for a command. */
final class CorpusFiles {

  private CorpusFiles() {}

  /**
   * Reads a corpus.
   *
   * @param kind see {@link Corpora#formats}, or {@link Corpora#AUTO}
   * @param rateHz rate to resample to where a file has another
   * @param speakers that have to be in it
   * @throws UserException in one sentence, if it cannot be used
   */
  static Corpus read(Path folder, String kind, int rateHz, List<String> speakers) {
    try {
      var corpus = CorpusLoader.load(format(folder, kind), folder, rateHz);
      if (!corpus.speakers().containsAll(speakers)) {
        throw UserException.wrongUse(
            "--speakers has to name some of %s.".formatted(String.join(", ", corpus.speakers())));
      }
      return corpus;
    } catch (CorpusException e) {
      throw UserException.wrongUse(e.getMessage(), e);
    }
  }

  private static CorpusFormat format(Path folder, String kind) throws CorpusException {
    if (kind.equals(Corpora.AUTO)) {
      return Corpora.detect(folder);
    }
    return Corpora.ofKind(kind)
        .orElseThrow(
            () ->
                UserException.wrongUse(
                    "--corpus-kind is '%s': give emodb, ravdess, cremad or csv.".formatted(kind)));
  }
}
