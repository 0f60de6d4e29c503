package io.tenor.trainer.evaluation;

import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A random split by utterance, stratified by label: what most papers report. The tested speakers
 * are in training too, so its figures say nothing about strangers. Augmentation comes after the
 * split: no changed copy of a tested utterance is trained on.
 *
 * @param parts number of parts, at least 2; each is tested once by a network trained on the others
 */
public record RandomSplit(int parts) implements Protocol {

  /** Refuses fewer than two parts. */
  public RandomSplit {
    if (parts < 2) {
      throw new IllegalArgumentException("a random split needs at least two parts, not " + parts);
    }
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String describe() {
    return ("Random split by utterance into %d parts, stratified by label, another one for each"
            + " seed: the tested SPEAKERS ARE IN TRAINING, so this does not tell how strangers are"
            + " heard.")
        .formatted(parts);
  }

  @Override
  public boolean speakerIndependent() {
    return false;
  }

  @Override
  public List<Fold> folds(List<Utterance> utterances, long seed) {
    if (utterances.size() < parts) {
      throw new IllegalArgumentException(
          "%d parts cannot be made of %d utterances".formatted(parts, utterances.size()));
    }
    Map<String, Integer> partOf = deal(utterances, seed);
    List<Fold> folds = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<String> training = new ArrayList<>();
      List<String> test = new ArrayList<>();
      for (Utterance u : utterances) {
        (partOf.get(u.id()) == part ? test : training).add(u.id());
      }
      folds.add(new Fold("part-" + (part + 1), training, test));
    }
    return folds;
  }

  /**
   * Deals each label's utterances, shuffled, to the parts in turn; the next label goes on there.
   */
  private Map<String, Integer> deal(List<Utterance> utterances, long seed) {
    Map<Emotion, List<String>> byLabel = new EnumMap<>(Emotion.class);
    utterances.forEach(
        u -> byLabel.computeIfAbsent(u.emotion(), label -> new ArrayList<>()).add(u.id()));
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> partOf = new HashMap<>();
    for (List<String> ids : byLabel.values()) {
      for (int i = ids.size() - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        String swapped = ids.get(i);
        ids.set(i, ids.get(j));
        ids.set(j, swapped);
      }
      ids.forEach(id -> partOf.put(id, partOf.size() % parts));
    }
    return partOf;
  }
}
