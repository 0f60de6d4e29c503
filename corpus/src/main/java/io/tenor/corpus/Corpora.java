package io.tenor.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of corpora that can be read. */
public final class Corpora {

  /** The kind that stands for finding out. */
  public static final String AUTO = "auto";

  private static final List<CorpusFormat> FORMATS =
      List.of(new EmoDb(), new Ravdess(), new CremaD(), new CsvManifest());

  private Corpora() {}

  /** All kinds. */
  public static List<CorpusFormat> formats() {
    return FORMATS;
  }

  /** The kind of a name, if there is one. */
  public static Optional<CorpusFormat> ofKind(String kind) {
    return FORMATS.stream().filter(format -> format.kind().equals(kind)).findFirst();
  }

  /**
   * Finds out what a folder is: a manifest decides; without one, how most of the wav files are
   * named.
   *
   * @throws CorpusException in one sentence, if the folder cannot be listed or is of no kind
   */
  public static CorpusFormat detect(Path folder) throws CorpusException {
    Path manifest = CsvManifest.manifest(folder);
    if (Files.isRegularFile(manifest)) {
      return new CsvManifest();
    }
    List<Path> wavs = NamedFiles.wavs(folder);
    CorpusFormat best = null;
    long most = 0;
    for (CorpusFormat format : FORMATS) {
      long known = wavs.stream().map(NamedFiles::fileName).filter(format::recognises).count();
      if (known > most) {
        best = format;
        most = known;
      }
    }
    if (best == null) {
      throw new CorpusException(
          "%s is no corpus whose names are known (%s, such as 03a01Fa.wav,"
                  .formatted(
                      folder,
                      FORMATS.stream().map(CorpusFormat::title).collect(Collectors.joining(", ")))
              + " 03-01-06-01-02-01-12.wav, 1001_DFA_ANG_XX.wav): describe it in "
              + folder.resolve(CsvManifest.FILE)
              + " with the columns file,speaker,label,text.");
    }
    return best;
  }
}
