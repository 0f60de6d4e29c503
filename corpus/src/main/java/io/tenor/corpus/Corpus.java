package io.tenor.corpus;

import java.util.List;
import java.util.TreeSet;

/**
 * Utterances of several speakers, all at one sample rate.
 *
 * @param name what the corpus is called, e.g. {@code EMO-DB}
 * @param sampleRateHz rate of all samples
 * @param utterances sorted by id, those of a corpus together where there are several; at least one
 * @param sha256 64 lower-case hex digits over the files' names and bytes, see {@link TrainingHash}
 * @param warnings one sentence each: what is odd about the corpus but does not forbid its use
 */
public record Corpus(
    String name,
    int sampleRateHz,
    List<Utterance> utterances,
    String sha256,
    List<String> warnings) {

  /** Copies the lists. */
  public Corpus {
    utterances = List.copyOf(utterances);
    warnings = List.copyOf(warnings);
    if (utterances.isEmpty()) {
      throw new IllegalArgumentException("the corpus " + name + " has no utterance");
    }
  }

  /** The speakers, sorted. */
  public List<String> speakers() {
    TreeSet<String> speakers = new TreeSet<>();
    utterances.forEach(u -> speakers.add(u.speaker()));
    return List.copyOf(speakers);
  }

  /** The corpora that were put together, sorted; the empty name alone where there is only one. */
  public List<String> corpora() {
    return utterances.stream().map(Utterance::corpus).distinct().sorted().toList();
  }
}
