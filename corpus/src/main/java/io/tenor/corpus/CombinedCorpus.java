package io.tenor.corpus;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts several corpora together as one. Each is called by its folder; ids, speakers and texts get
 * that name before them, since speakers of one corpus are no speakers of another.
 */
public final class CombinedCorpus {

  private static final String WAV_FOLDER = "wav";
  private static final char AFTER_NAME = '/';

  private CombinedCorpus() {}

  /**
   * What the corpora in some folders are called, in the order of the names: whoever names the
   * folders in another order means the same.
   *
   * @param given folders, or the manifests in them
   * @throws IllegalArgumentException in one sentence, if two have one name
   */
  public static SortedMap<String, Path> named(List<Path> given) {
    SortedMap<String, Path> byName = new TreeMap<>();
    for (Path folder : given) {
      Path other = byName.put(name(folder), folder);
      if (other != null) {
        throw new IllegalArgumentException(
            "%s and %s are both called %s, and a corpus among others is known by its folder:"
                    .formatted(other, folder, name(folder))
                + " rename one, or give each once.");
      }
    }
    return byName;
  }

  /** The folder's own name, and not that of its manifest or of the {@code wav} in it. */
  public static String name(Path given) {
    Path path = given.toAbsolutePath().normalize();
    boolean inside = path.endsWith(WAV_FOLDER) || path.toString().endsWith(".csv");
    Path folder = inside && path.getParent() != null ? path.getParent() : path;
    return folder.getFileName() == null ? "root" : folder.getFileName().toString();
  }

  /** The corpus that an id or a speaker of several corpora begins with. */
  public static String corpusOf(String name) {
    return name.substring(0, name.indexOf(AFTER_NAME));
  }

  /**
   * All utterances of some corpora, those of a corpus together.
   *
   * @param byName at least one, all at one sample rate
   * @return its hash is one over the names and their hashes, in the order of the names
   */
  public static Corpus of(SortedMap<String, Corpus> byName) {
    List<Utterance> utterances = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    TrainingHash hash = new TrainingHash();
    int rate = byName.get(byName.firstKey()).sampleRateHz();
    for (Map.Entry<String, Corpus> entry : byName.entrySet()) {
      String name = entry.getKey();
      Corpus corpus = entry.getValue();
      if (corpus.sampleRateHz() != rate) {
        throw new IllegalArgumentException("corpora are put together at one sample rate");
      }
      corpus.utterances().forEach(u -> utterances.add(among(name, u)));
      corpus.warnings().forEach(warning -> warnings.add(name + ": " + warning));
      hash.add(name, corpus.sha256().getBytes(StandardCharsets.US_ASCII));
    }
    return new Corpus(String.join(", ", byName.keySet()), rate, utterances, hash.hex(), warnings);
  }

  private static Utterance among(String name, Utterance u) {
    String prefix = name + AFTER_NAME;
    return new Utterance(
        prefix + u.id(),
        prefix + u.speaker(),
        u.text().isEmpty() ? "" : prefix + u.text(), // an unknown text stays unknown
        u.emotion(),
        u.samples(),
        name);
  }
}
