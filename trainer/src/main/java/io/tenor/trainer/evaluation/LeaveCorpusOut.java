package io.tenor.trainer.evaluation;

import io.tenor.corpus.CombinedCorpus;
import io.tenor.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Leave one corpus out (LOCO): train on all other corpora, test on that one: another language,
 * other people, rooms and microphones. Corpora that are only to be tested are never trained on: a
 * network trained on all others hears them.
 *
 * @param wanted corpora to be heard, of either kind; empty means all
 * @param testOnly corpora that are never trained on
 * @param testSha256 hash of their recordings; empty if there are none
 */
public record LeaveCorpusOut(List<String> wanted, List<String> testOnly, String testSha256)
    implements Protocol {

  private static final int HASH_DIGITS = 8;

  /** Copies the lists. */
  public LeaveCorpusOut {
    wanted = List.copyOf(wanted);
    testOnly = List.copyOf(testOnly);
  }

  /** The same with the hash of the recordings that are never trained on. */
  public LeaveCorpusOut hearing(String sha256) {
    return new LeaveCorpusOut(wanted, testOnly, sha256);
  }

  @Override
  public String name() {
    return "loco";
  }

  @Override
  public String describe() {
    return "Leave one corpus out: each corpus is heard by a network trained on all others.";
  }

  @Override
  public boolean speakerIndependent() {
    return true;
  }

  @Override
  public String group(String fold, Prediction prediction) {
    return CombinedCorpus.corpusOf(prediction.speaker());
  }

  @Override
  public boolean calibrates(Prediction prediction) {
    return !testOnly.contains(CombinedCorpus.corpusOf(prediction.speaker()));
  }

  @Override
  public UnknownThreshold unknown() {
    return UnknownThreshold.NEW_CORPORA;
  }

  /** {@inheritDoc} All corpora that are only tested are one fold, named after them. */
  @Override
  public List<Fold> folds(List<Utterance> utterances, long seed) {
    List<Utterance> trained =
        utterances.stream().filter(u -> !testOnly.contains(u.corpus())).toList();
    TreeSet<String> corpora = new TreeSet<>();
    trained.forEach(u -> corpora.add(u.corpus()));
    if (corpora.size() < 2 && testOnly.isEmpty()) {
      throw new IllegalArgumentException(
          "leaving a corpus out needs at least two: repeat --corpus, or give --test-corpus");
    }
    List<Fold> folds = new ArrayList<>();
    for (String corpus : corpora) {
      if (corpora.size() > 1 && isWanted(corpus)) {
        folds.add(
            new Fold(
                corpus,
                ids(trained.stream().filter(u -> !u.corpus().equals(corpus)).toList()),
                ids(trained.stream().filter(u -> u.corpus().equals(corpus)).toList())));
      }
    }
    List<String> heard = testOnly.stream().filter(this::isWanted).sorted().toList();
    if (!heard.isEmpty()) {
      folds.add(
          new Fold(
              String.join("+", heard) + "-" + hash(), // other recordings are another fold
              ids(trained),
              ids(utterances.stream().filter(u -> heard.contains(u.corpus())).toList())));
    }
    return folds;
  }

  private String hash() {
    return testSha256.substring(0, Math.min(HASH_DIGITS, testSha256.length()));
  }

  /** {@inheritDoc} Those that are trained on all corpora are. */
  @Override
  public boolean keepsNetworks(Fold fold) {
    return !testOnly.isEmpty() && fold.name().endsWith("-" + hash());
  }

  /** The fold whose network is trained on all corpora, and tested on others; empty without one. */
  public Optional<Fold> trainedOnAll(List<Fold> folds) {
    return testOnly.isEmpty() ? Optional.empty() : Optional.of(folds.get(folds.size() - 1));
  }

  private boolean isWanted(String corpus) {
    return wanted.isEmpty() || wanted.contains(corpus);
  }

  private static List<String> ids(List<Utterance> utterances) {
    return utterances.stream().map(Utterance::id).toList();
  }
}
