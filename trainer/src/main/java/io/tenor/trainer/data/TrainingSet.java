package io.tenor.trainer.data;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.LevelExtractor;
import io.tenor.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A corpus in memory as columns, each utterance in several variants, so that drawing a training
 * window costs no signal processing.
 *
 * @param frontEnd how the columns were computed
 * @param items one an utterance, in the corpus's order
 * @param places samples of what is heard where nobody speaks, at the front end's rate
 * @param lessons what a teacher makes of the recordings; empty without a teacher
 */
public record TrainingSet(
    FrontEnd frontEnd, List<Item> items, List<short[]> places, Optional<Lessons> lessons) {

  /** Items that are worked on at once. */
  private static final int AT_ONCE = 256;

  /**
   * An utterance ready for training.
   *
   * @param utterance where it comes from
   * @param label index of its emotion
   * @param variants its columns; the first are those of the recording as it is
   */
  public record Item(Utterance utterance, int label, List<Columns> variants) {
    /** Copies the list. */
    public Item {
      variants = List.copyOf(variants);
    }

    /** The columns of the recording as it is. */
    public Columns clean() {
      return variants.get(0);
    }
  }

  /** Copies the lists. */
  public TrainingSet {
    items = List.copyOf(items);
    places = List.copyOf(places);
  }

  /** Utterances alone. */
  public TrainingSet(FrontEnd frontEnd, List<Item> items) {
    this(frontEnd, items, List.of(), Optional.empty());
  }

  /** The same utterances with these places. */
  public TrainingSet withPlaces(List<short[]> others) {
    return new TrainingSet(frontEnd, items, others, lessons);
  }

  /** The same utterances with what a teacher makes of them. */
  public TrainingSet withLessons(Lessons taught) {
    return new TrainingSet(frontEnd, items, places, Optional.of(taught));
  }

  /**
   * Computes all columns; the same seed gives the same noise, whatever the number of threads.
   *
   * @throws IllegalArgumentException if an utterance is too short for a column, naming it
   */
  public static TrainingSet of(
      Corpus corpus,
      FrontEnd frontEnd,
      List<? extends UtteranceVariant> variants,
      long seed,
      int threads) {
    List<Item> items = new ArrayList<>();
    forEach(corpus, frontEnd, variants, seed, threads, items::add);
    return new TrainingSet(frontEnd, items);
  }

  /**
   * The same, one item after the other in the corpus's order: no more are held than are worked on.
   */
  static void forEach(
      Corpus corpus,
      FrontEnd frontEnd,
      List<? extends UtteranceVariant> variants,
      long seed,
      int threads,
      Consumer<Item> each) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    ThreadLocal<LevelExtractor> extractors =
        ThreadLocal.withInitial(() -> new LevelExtractor(frontEnd));
    try {
      List<Utterance> all = corpus.utterances();
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        List<ForkJoinTask<Item>> tasks = new ArrayList<>();
        for (int i = from; i < Math.min(all.size(), from + AT_ONCE); i++) {
          Utterance utterance = all.get(i);
          SplittableRandom random = new SplittableRandom(seed + i);
          tasks.add(
              pool.submit(
                  () ->
                      item(utterance, corpus.sampleRateHz(), extractors.get(), variants, random)));
        }
        tasks.stream().map(ForkJoinTask::join).forEach(each);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static Item item(
      Utterance utterance,
      int sampleRateHz,
      LevelExtractor extractor,
      List<? extends UtteranceVariant> variants,
      SplittableRandom random) {
    List<Columns> columns = new ArrayList<>();
    for (UtteranceVariant variant : variants) {
      short[] samples = variant.apply(utterance, sampleRateHz, random);
      if (extractor.frontEnd().frames(samples.length) < 1) {
        throw new IllegalArgumentException(
            "the recording %s is too short for a single frame: remove it from the corpus"
                .formatted(utterance.id()));
      }
      columns.add(Columns.of(extractor, samples));
    }
    return new Item(utterance, Labels.index(utterance.emotion()), columns);
  }

  /** The items whose speaker is wanted. */
  public TrainingSet speakers(Predicate<String> wanted) {
    return new TrainingSet(
        frontEnd,
        items.stream().filter(i -> wanted.test(i.utterance().speaker())).toList(),
        places,
        lessons);
  }

  /** Mean and deviation of each band over all columns of the recordings as they are. */
  public Normalisation normalisation() {
    BandSums sums = new BandSums(frontEnd.bands());
    items.forEach(item -> sums.add(BandSums.of(item.clean(), 0, item.clean().frames())));
    return sums.normalisation();
  }

  /** The items of the utterances with these ids. */
  public TrainingSet only(Collection<String> ids) {
    Set<String> wanted = new HashSet<>(ids);
    return new TrainingSet(
        frontEnd,
        items.stream().filter(item -> wanted.contains(item.utterance().id())).toList(),
        places,
        lessons);
  }

  /** The items of each speaker, speakers sorted by their ids. */
  SortedMap<String, List<Item>> bySpeaker() {
    SortedMap<String, List<Item>> speakers = new TreeMap<>();
    for (Item item : items) {
      speakers.computeIfAbsent(item.utterance().speaker(), s -> new ArrayList<>()).add(item);
    }
    return speakers;
  }

  /** Number of utterances of each label. */
  public int[] labelCounts(int labels) {
    int[] counts = new int[labels];
    items.forEach(item -> counts[item.label()]++);
    return counts;
  }
}
