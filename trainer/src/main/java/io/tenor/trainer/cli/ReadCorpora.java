package io.tenor.trainer.cli;

import io.tenor.corpus.CombinedCorpus;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.TrainingHash;
import io.tenor.corpus.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The corpora that a cross-validation reads.
 *
 * @param all utterances, those that are never trained on last
 * @param trainingSha256 hash of those to train on alone: what `train` finds of them
 * @param testSha256 hash of those that are never trained on; empty if there are none
 * @param names of the corpora; empty if there is only one, whose utterances have no name before
 *     them
 */
record ReadCorpora(Corpus all, String trainingSha256, String testSha256, List<String> names) {

  /** Copies the list. */
  ReadCorpora {
    names = List.copyOf(names);
  }

  /** One corpus, or several that were put together, all to train on. */
  static ReadCorpora of(Corpus corpus) {
    List<String> names = corpus.corpora();
    return new ReadCorpora(
        corpus, corpus.sha256(), "", names.equals(List.of("")) ? List.of() : names);
  }

  /** Some to train on and some that are only tested, of which no two have one name. */
  static ReadCorpora of(SortedMap<String, Corpus> training, SortedMap<String, Corpus> testOnly) {
    Corpus trained = CombinedCorpus.of(training);
    Corpus tested = CombinedCorpus.of(testOnly);
    List<Utterance> utterances = new ArrayList<>(trained.utterances());
    utterances.addAll(tested.utterances());
    List<String> warnings = new ArrayList<>(trained.warnings());
    warnings.addAll(tested.warnings());
    List<String> names = new ArrayList<>(training.keySet());
    names.addAll(testOnly.keySet());
    // One corpus alone is known by its own hash, as where it is the only one that is read.
    String hash =
        training.size() == 1 ? training.get(training.firstKey()).sha256() : trained.sha256();
    TrainingHash both = new TrainingHash();
    both.add(trained.sha256(), tested.sha256().getBytes(StandardCharsets.US_ASCII));
    return new ReadCorpora(
        new Corpus(
            String.join(", ", names), trained.sampleRateHz(), utterances, both.hex(), warnings),
        hash,
        tested.sha256(),
        names);
  }
}
