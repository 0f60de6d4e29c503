package io.tenor.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Draws windows of several corpora: a corpus by its weight, a speaker of it, a label that the
 * speaker has, and an utterance of it, each of a kind as often as any other. So neither a large
 * corpus nor one of many speakers is heard more than its weight says, and no label more because a
 * speaker has many recordings of it.
 */
final class CorpusDraws {

  /** Recordings of a label that a speaker needs to show it alone: one would be its own past. */
  private static final int ENOUGH_FOR_A_MOOD = 3;

  private final List<Source> corpora = new ArrayList<>();
  private final double allWeights;
  private final double oneMood;
  private final Map<String, float[]> labelWeights = new HashMap<>();
  private final Map<String, BitSet> present = new HashMap<>();

  /** A corpus with its speakers' utterances by label. */
  private record Source(double weight, List<List<List<TrainingSet.Item>>> speakers) {}

  /**
   * Prepares to draw.
   *
   * @param set of utterances that know their corpus
   * @param mix weights of the corpora
   * @param labels number of classes
   */
  CorpusDraws(TrainingSet set, CorpusMix mix, int labels) {
    SortedMap<String, SortedMap<String, SortedMap<Integer, List<TrainingSet.Item>>>> all =
        new TreeMap<>();
    for (TrainingSet.Item item : set.items()) {
      all.computeIfAbsent(item.utterance().corpus(), c -> new TreeMap<>())
          .computeIfAbsent(item.utterance().speaker(), s -> new TreeMap<>())
          .computeIfAbsent(item.label(), l -> new ArrayList<>())
          .add(item);
    }
    double sum = 0;
    for (Map.Entry<String, SortedMap<String, SortedMap<Integer, List<TrainingSet.Item>>>> corpus :
        all.entrySet()) {
      BitSet has = new BitSet();
      List<List<List<TrainingSet.Item>>> speakers = new ArrayList<>();
      for (SortedMap<Integer, List<TrainingSet.Item>> byLabel : corpus.getValue().values()) {
        byLabel.keySet().forEach(has::set);
        speakers.add(List.copyOf(byLabel.values()));
      }
      corpora.add(new Source(mix.weight(corpus.getKey()), speakers));
      float[] weights = new float[labels];
      Arrays.fill(weights, (float) mix.absent());
      has.stream().forEach(label -> weights[label] = 1);
      labelWeights.put(corpus.getKey(), weights);
      present.put(corpus.getKey(), has);
      sum += mix.weight(corpus.getKey());
    }
    allWeights = sum;
    oneMood = mix.oneMood();
  }

  /**
   * How much each label takes part where the probabilities of an utterance's windows are made to
   * sum to one: 1 for those that its corpus has.
   *
   * @return one a label; not to be changed
   */
  float[] labelWeights(TrainingSet.Item item) {
    return labelWeights.get(item.utterance().corpus());
  }

  /** The labels that an utterance's corpus has; not to be changed. */
  BitSet labels(TrainingSet.Item item) {
    return present.get(item.utterance().corpus());
  }

  /**
   * Draws a batch: the windows of a sensor are neighbours and of one speaker. Speakers, and the
   * utterances of a speaker's label, repeat only where there are too few of them.
   *
   * @param size windows in the batch
   * @param sensors speakers that they are of, at least 1
   */
  List<TrainingSet.Item> draw(int size, int sensors, RandomGenerator random) {
    Map<Integer, List<List<List<TrainingSet.Item>>>> left = new HashMap<>();
    List<TrainingSet.Item> items = new ArrayList<>(size);
    for (int sensor = 0; sensor < sensors; sensor++) {
      int corpus = corpus(random);
      List<List<List<TrainingSet.Item>>> speakers =
          left.computeIfAbsent(corpus, c -> new ArrayList<>());
      List<List<TrainingSet.Item>> byLabel = take(speakers, corpora.get(corpus).speakers(), random);
      List<List<TrainingSet.Item>> rest = new ArrayList<>();
      byLabel.forEach(own -> rest.add(new ArrayList<>()));
      int end = (int) ((long) size * (sensor + 1) / sensors);
      OptionalInt mood = mood(byLabel, random);
      while (items.size() < end) {
        int label = mood.orElseGet(() -> random.nextInt(byLabel.size()));
        items.add(take(rest.get(label), byLabel.get(label), random));
      }
    }
    return items;
  }

  /** The only label that a sensor's speaker shows; empty if it is any. */
  private OptionalInt mood(List<List<TrainingSet.Item>> byLabel, RandomGenerator random) {
    if (oneMood == 0 || random.nextDouble() >= oneMood) {
      return OptionalInt.empty();
    }
    int label = random.nextInt(byLabel.size());
    return byLabel.get(label).size() < ENOUGH_FOR_A_MOOD
        ? OptionalInt.empty()
        : OptionalInt.of(label);
  }

  private int corpus(RandomGenerator random) {
    double at = random.nextDouble() * allWeights;
    int corpus = 0;
    while (corpus < corpora.size() - 1 && at >= corpora.get(corpus).weight()) {
      at -= corpora.get(corpus).weight();
      corpus++;
    }
    return corpus;
  }

  /** Takes one of what is left of all; of all again when nothing is. */
  private static <T> T take(List<T> left, List<T> all, RandomGenerator random) {
    if (left.isEmpty()) {
      left.addAll(all);
    }
    return left.remove(random.nextInt(left.size()));
  }
}
