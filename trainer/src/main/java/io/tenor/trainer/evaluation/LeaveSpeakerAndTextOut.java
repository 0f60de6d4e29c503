package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leave one speaker and some texts out: neither the speaker nor the sentence of a tested utterance
 * was in training, so that a network cannot gain by knowing how a sentence sounds.
 *
 * <p>The texts, sorted, are dealt to the groups in turn. In EMO-DB that gives each group short
 * sentences (a) and long ones (b). Each training hears the other speakers say the other groups'
 * texts: with two groups, about half of what {@link LeaveSpeakerOut} hears.
 *
 * @param speakers to leave out, one after another; empty means all
 * @param groups number of groups of texts, at least 2
 */
public record LeaveSpeakerAndTextOut(List<String> speakers, int groups) implements Protocol {

  /** Copies the list and refuses fewer than two groups. */
  public LeaveSpeakerAndTextOut {
    speakers = List.copyOf(speakers);
    if (groups < 2) {
      throw new IllegalArgumentException("texts need at least two groups, not " + groups);
    }
  }

  @Override
  public String name() {
    return "loso-text";
  }

  @Override
  public String describe() {
    return ("Speaker and text disjoint: each speaker's utterances of one of %d groups of texts are"
            + " heard by a network trained on the other speakers saying the other texts.")
        .formatted(groups);
  }

  @Override
  public boolean speakerIndependent() {
    return true;
  }

  @Override
  public List<Fold> folds(List<Utterance> utterances, long seed) {
    Map<String, Integer> groupOf = groupOf(utterances);
    List<Fold> folds = new ArrayList<>();
    for (String speaker : LeaveSpeakerOut.chosen(speakers, utterances)) {
      for (int group = 0; group < groups; group++) {
        List<String> training = new ArrayList<>();
        List<String> test = new ArrayList<>();
        for (Utterance u : utterances) {
          boolean sameSpeaker = u.speaker().equals(speaker);
          boolean sameText = groupOf.get(u.text()) == group;
          if (sameSpeaker && sameText) {
            test.add(u.id());
          } else if (!sameSpeaker && !sameText) {
            training.add(u.id());
          }
        }
        if (!test.isEmpty()) {
          folds.add(new Fold("%s-texts-%d".formatted(speaker, group + 1), training, test));
        }
      }
    }
    return folds;
  }

  private Map<String, Integer> groupOf(List<Utterance> utterances) {
    TreeSet<String> texts = new TreeSet<>();
    utterances.forEach(u -> texts.add(u.text()));
    if (texts.contains("")) {
      throw new IllegalArgumentException(
          "the corpus does not say of every recording which text is spoken: use the protocol loso,"
              + " or add the texts");
    }
    if (texts.size() < groups) {
      throw new IllegalArgumentException(
          "%d groups of texts cannot be made of the %d texts of the corpus"
              .formatted(groups, texts.size()));
    }
    Map<String, Integer> groupOf = new TreeMap<>();
    texts.forEach(text -> groupOf.put(text, groupOf.size() % groups));
    return groupOf;
  }
}
