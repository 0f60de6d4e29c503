package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Leave one speaker out (LOSO): train on all other speakers, test on that one.
 *
 * @param speakers to leave out, one after another; empty means all
 */
public record LeaveSpeakerOut(List<String> speakers) implements Protocol {

  /** Copies the list. */
  public LeaveSpeakerOut {
    speakers = List.copyOf(speakers);
  }

  @Override
  public String name() {
    return "loso";
  }

  @Override
  public String describe() {
    return "Leave one speaker out: each speaker is heard by a network trained on all others.";
  }

  @Override
  public boolean speakerIndependent() {
    return true;
  }

  @Override
  public List<Fold> folds(List<Utterance> utterances, long seed) {
    List<Fold> folds = new ArrayList<>();
    for (String speaker : chosen(speakers, utterances)) {
      List<String> training = new ArrayList<>();
      List<String> test = new ArrayList<>();
      utterances.forEach(u -> (u.speaker().equals(speaker) ? test : training).add(u.id()));
      folds.add(new Fold(speaker, training, test));
    }
    return folds;
  }

  /** The wanted speakers, or all of the corpus, sorted. */
  static TreeSet<String> chosen(List<String> wanted, List<Utterance> utterances) {
    TreeSet<String> all = new TreeSet<>();
    utterances.forEach(u -> all.add(u.speaker()));
    if (all.size() < 2) {
      throw new IllegalArgumentException(
          "leaving a speaker out needs at least two speakers, and the corpus has " + all);
    }
    return wanted.isEmpty() ? all : new TreeSet<>(wanted);
  }
}
