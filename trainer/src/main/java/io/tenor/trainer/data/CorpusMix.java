package io.tenor.trainer.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How batches are drawn of several corpora.
 *
 * @param weights how often each corpus is drawn beside the others, by its name, above 0; one that
 *     is not named weighs 1
 * @param absent how much a label that a corpus does not have takes part where the probabilities of
 *     its windows are made to sum to one, from 0, not at all: the network is taught nothing of
 *     labels that nobody looked for, to 1, like the others: it is taught that they are absent
 * @param oneMood share of the sensors in a batch whose speaker shows one label only, from 0 to 1,
 *     as people do for hours outside of a studio: what such a past is worth is learned there
 * @param brief share of the windows that hear a short part of their recording again and again, from
 *     0 to 1, as a window does that is longer than a word or a cry
 */
public record CorpusMix(Map<String, Double> weights, double absent, double oneMood, double brief) {

  /** All corpora alike, and nothing is taught of labels that a corpus does not have. */
  public static final CorpusMix EVEN = new CorpusMix(Map.of(), 0, 0, 0);

  /** Copies the map, sorted, and refuses what is no weight. */
  public CorpusMix {
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    weights.forEach(
        (corpus, weight) -> {
          if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "the weight of a corpus is above 0, and %s has %s".formatted(corpus, weight));
          }
        });
    if (!(absent >= 0 && absent <= 1)) {
      throw new IllegalArgumentException(
          "labels that a corpus does not have take part with a share from 0 to 1, not " + absent);
    }
    if (!(oneMood >= 0 && oneMood <= 1) || !(brief >= 0 && brief <= 1)) {
      throw new IllegalArgumentException(
          "sensors of one mood and brief sounds are shares from 0 to 1, not %s and %s"
              .formatted(oneMood, brief));
    }
  }

  /** How often a corpus is drawn beside the others. */
  double weight(String corpus) {
    return weights.getOrDefault(corpus, 1.0);
  }
}
