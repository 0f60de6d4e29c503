package io.tenor.trainer.data;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.network.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws training batches: random windows of random variants, augmented and mixed.
 *
 * <p>Every utterance of one corpus comes once an epoch, in an order of that epoch; several corpora
 * are drawn from as {@link CorpusDraws} says.
 */
public final class TrainingBatches implements BatchSource {

  /**
   * One batch.
   *
   * @param levels {@code [size][bands][frames]}, 0 to 255
   * @param statistics {@code [size][2][bands]}: mean and deviation of each band in the past of each
   *     window's sensor; empty if the settings ask for none
   * @param past {@code [size][size]}: how much the column's window weighs in the past of the row's,
   *     0 where it does not come before it on the same sensor; empty like the statistics
   * @param targets {@code [size][labels]}: what the logarithms of the probabilities are weighted by
   * @param labelWeights {@code [size][labels]}: how much each label takes part where the
   *     probabilities of each window are made to sum to one, 0 to 1; empty if all do fully
   * @param lessons {@code [size][values]}: what a teacher makes of each window, standardised; empty
   *     without a teacher
   * @param size windows in the batch
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Batch(
      float[] levels,
      float[] statistics,
      float[] past,
      float[] targets,
      float[] labelWeights,
      float[] lessons,
      int size) {

    /** A batch without a teacher in which every window may be of every label. */
    public Batch(float[] levels, float[] statistics, float[] past, float[] targets, int size) {
      this(levels, statistics, past, targets, new float[0], new float[0], size);
    }

    /** A batch without a teacher. */
    public Batch(
        float[] levels,
        float[] statistics,
        float[] past,
        float[] targets,
        float[] labelWeights,
        int size) {
      this(levels, statistics, past, targets, labelWeights, new float[0], size);
    }
  }

  private final TrainingSet set;
  private final BatchSettings settings;
  private final double[] classWeights;
  private final Normalisation prior;
  private final Optional<Histories> histories;
  private final Optional<Backgrounds> backgrounds;
  private final boolean oneVoice;
  private final long seed;
  private final Draws draws;
  private final Optional<SensorGroups> groups;
  private final Optional<CorpusDraws> corpora;
  private final BitSet allLabels = new BitSet();
  private final Optional<Lessons.Scale> lessonScale;
  private final int lessonValues;

  /**
   * Prepares to draw.
   *
   * @param set utterances to draw from, at least one
   * @param settings size and augmentation of the batches
   * @param oneVoice whether all windows of a sensor in a batch have one microphone and voice
   * @param seed the same seed gives the same batches
   */
  public TrainingBatches(TrainingSet set, BatchSettings settings, boolean oneVoice, long seed) {
    if (set.items().isEmpty()) {
      throw new IllegalArgumentException("there is no utterance to train on");
    }
    this.set = set;
    this.settings = settings;
    this.oneVoice = oneVoice;
    this.seed = seed;
    groups =
        settings
            .history()
            .filter(history -> history.sensors() > 0)
            .map(history -> new SensorGroups(set, history));
    allLabels.set(0, settings.labels());
    corpora = settings.mix().map(mix -> new CorpusDraws(set, mix, settings.labels()));
    lessonScale = set.lessons().map(lessons -> lessons.scale(set.items(), seed));
    lessonValues = set.lessons().map(Lessons::pooledValues).orElse(0);
    draws = new Draws(set.items().size(), seed);
    prior = set.normalisation();
    backgrounds =
        settings.backgroundShare() > 0 ? Optional.of(new Backgrounds(set, seed)) : Optional.empty();
    histories = settings.history().map(history -> new Histories(set, history));
    classWeights = classWeights(set.labelCounts(settings.labels()), settings.classBalance());
  }

  /**
   * Weights {@code (n / (labels * n_label)) ^ balance}, scaled so that their mean over the set is
   * 1.
   */
  static double[] classWeights(int[] counts, double balance) {
    double[] weights = new double[counts.length];
    double total = 0;
    double sum = 0;
    for (int count : counts) {
      total += count;
    }
    for (int label = 0; label < counts.length; label++) {
      weights[label] = Math.pow(total / (counts.length * Math.max(1.0, counts[label])), balance);
      sum += weights[label] * counts[label];
    }
    for (int label = 0; label < counts.length; label++) {
      weights[label] *= total / sum;
    }
    return weights;
  }

  @Override
  public Batch batch(long step) {
    FrontEnd frontEnd = set.frontEnd();
    int size = settings.size();
    int window = frontEnd.bands() * frontEnd.windowFrames();
    SplittableRandom random = new SplittableRandom(Draws.mix(seed, step));
    int pair = histories.isPresent() ? 2 * frontEnd.bands() : 0;
    Batch batch =
        new Batch(
            new float[size * window],
            new float[size * pair],
            new float[groups.isPresent() ? size * size : 0],
            new float[size * settings.labels()],
            new float[corpora.isPresent() ? size * settings.labels() : 0],
            new float[size * lessonValues],
            size);
    Arrays.fill(batch.labelWeights(), 1); // of a sound that is nobody's, every label is wrong
    List<TrainingSet.Item> items = items(step, random);
    int[] moods = moods(items, random);
    List<Optional<Voice>> voices = voices(items, random);
    boolean[] heard = new boolean[size];
    for (int i = 0; i < size; i++) {
      TrainingSet.Item item = items.get(i);
      Draw draw = new Draw(item, moods[i], voices.get(i));
      heard[i] = random.nextDouble() >= settings.backgroundShare();
      if (!heard[i]) {
        drawWindow(draw, List.of(backgrounds.orElseThrow().draw(random)), batch, i, random);
        Arrays.fill(
            batch.targets(),
            i * settings.labels(),
            (i + 1) * settings.labels(),
            1f / settings.labels());
      } else {
        drawWindow(draw, item.variants(), batch, i, random);
        writeTarget(item, batch, i * settings.labels());
      }
    }
    if (settings.mixupShare() > 0 && size > 1) {
      mixUp(batch, random);
    }
    if (groups.isPresent()) {
      float[] pasts = groups.get().pasts(items, heard, moods, random);
      System.arraycopy(pasts, 0, batch.past(), 0, pasts.length);
    }
    return batch;
  }

  private List<TrainingSet.Item> items(long step, RandomGenerator random) {
    int size = settings.size();
    if (corpora.isPresent()) {
      int sensors =
          settings.history().map(HistorySettings::sensors).filter(n -> n > 0).orElse(size);
      return corpora.get().draw(size, sensors, random);
    }
    if (groups.isPresent()) {
      return groups.get().draw(size, random);
    }
    List<TrainingSet.Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(set.items().get(draws.item(step * size + i)));
    }
    return items;
  }

  private int[] moods(List<TrainingSet.Item> items, RandomGenerator random) {
    if (groups.isPresent()) {
      return groups.get().moods(items, random);
    }
    int[] mixed = new int[items.size()];
    Arrays.fill(mixed, SensorGroups.MIXED);
    return mixed;
  }

  /**
   * A microphone and a voice.
   *
   * @param variant which variant of an utterance is heard
   * @param change what is done to its levels
   */
  private record Voice(int variant, LevelChange change) {}

  /**
   * The voice of each window's sensor: neighbours of one speaker have one; empty if each has its
   * own.
   */
  private List<Optional<Voice>> voices(List<TrainingSet.Item> items, RandomGenerator random) {
    if (!oneVoice) {
      return Collections.nCopies(items.size(), Optional.empty());
    }
    List<Optional<Voice>> voices = new ArrayList<>(items.size());
    for (int row = 0; row < items.size(); row++) {
      if (row > 0 && SensorGroups.sameSpeaker(items, row - 1, row)) {
        voices.add(voices.get(row - 1));
      } else {
        int variant = random.nextInt(items.get(row).variants().size());
        voices.add(Optional.of(new Voice(variant, change(random))));
      }
    }
    return voices;
  }

  private LevelChange change(RandomGenerator random) {
    FrontEnd frontEnd = set.frontEnd();
    double levelsPerDb = FrontEnd.MAX_LEVEL / (frontEnd.ceilingDb() - frontEnd.floorDb());
    return settings.augmentation().change(frontEnd.bands(), levelsPerDb, random);
  }

  /**
   * A window to be drawn.
   *
   * @param item whose
   * @param mood label that its sensor's past is of, or {@link SensorGroups#MIXED}
   * @param voice of its sensor; empty if it has one of its own
   */
  private record Draw(TrainingSet.Item item, int mood, Optional<Voice> voice) {}

  /**
   * Writes a window of one of some sounds, as a sensor hears it that has heard the item's speaker.
   */
  private void drawWindow(
      Draw draw, List<Columns> sounds, Batch batch, int row, RandomGenerator random) {
    FrontEnd frontEnd = set.frontEnd();
    int bands = frontEnd.bands();
    int width = frontEnd.windowFrames();
    int at = row * bands * width;
    int variant =
        draw.voice().isPresent()
            ? draw.voice().get().variant() % sounds.size()
            : random.nextInt(sounds.size());
    boolean speech = sounds == draw.item().variants();
    Columns whole = sounds.get(variant);
    double brief = settings.mix().map(CorpusMix::brief).orElse(0.0);
    BriefParts.Part part =
        speech && brief > 0 && random.nextDouble() < brief
            ? BriefParts.draw(whole, random)
            : new BriefParts.Part(0, whole);
    Columns columns = part.columns();
    int start = columns.randomStart(width, random);
    columns.window(start, width, batch.levels(), at);
    if (speech && lessonScale.isPresent()) {
      double all = whole.frames();
      boolean looped = columns.frames() < Math.min(width, whole.frames());
      set.lessons()
          .orElseThrow()
          .write(
              draw.item(),
              (looped ? part.start() : start) / all,
              (looped ? columns.frames() : width) / all,
              lessonScale.get(),
              batch.lessons(),
              row * lessonValues);
    }
    LevelChange change = draw.voice().map(Voice::change).orElseGet(() -> change(random));
    change.apply(batch.levels(), at, bands, width);
    Normalisation past = prior;
    if (histories.isPresent()) {
      // A looped sound has no past of its own: what comes before its start comes after it too.
      BandSums before = BandSums.of(columns, 0, columns.frames() > width ? start : 0);
      past = histories.get().draw(draw.item(), variant, before, change, draw.mood(), random);
      System.arraycopy(past.mean(), 0, batch.statistics(), row * 2 * bands, bands);
      System.arraycopy(past.deviation(), 0, batch.statistics(), (row * 2 + 1) * bands, bands);
    }
    settings.augmentation().mask(batch.levels(), at, past.mean(), width, random);
  }

  private void writeTarget(TrainingSet.Item item, Batch batch, int at) {
    int labels = settings.labels();
    corpora.ifPresent(
        c -> System.arraycopy(c.labelWeights(item), 0, batch.labelWeights(), at, labels));
    BitSet known = corpora.map(c -> c.labels(item)).orElse(allLabels);
    float spread = (float) (settings.smoothing() / known.cardinality());
    float weight = (float) classWeights[item.label()];
    for (int label = 0; label < labels; label++) {
      double own = label == item.label() ? 1 - settings.smoothing() : 0;
      batch.targets()[at + label] = (float) (weight * (own + (known.get(label) ? spread : 0)));
    }
  }

  /** Mixes some windows with their neighbour in the batch (Zhang et al., "mixup", 2018). */
  private void mixUp(Batch batch, RandomGenerator random) {
    List<float[]> arrays =
        List.of(batch.levels(), batch.statistics(), batch.targets(), batch.lessons());
    List<float[]> firstRows = arrays.stream().map(a -> firstRow(a, batch)).toList();
    float[] firstWeights = firstRow(batch.labelWeights(), batch);
    for (int i = 0; i < batch.size(); i++) {
      double share = random.nextDouble();
      if (random.nextDouble() >= settings.mixupShare()) {
        continue;
      }
      boolean last = i == batch.size() - 1;
      for (int k = 0; k < arrays.size(); k++) {
        int row = firstRows.get(k).length;
        float[] other = last ? firstRows.get(k) : arrays.get(k);
        blend(arrays.get(k), i * row, other, last ? 0 : (i + 1) * row, row, (float) (0.5 * share));
      }
      int row = firstWeights.length;
      float[] other = last ? firstWeights : batch.labelWeights();
      for (int label = 0; label < row; label++) {
        int at = i * row + label;
        float others = other[(last ? 0 : (i + 1) * row) + label];
        batch.labelWeights()[at] = Math.max(batch.labelWeights()[at], others);
      }
    }
  }

  private static float[] firstRow(float[] array, Batch batch) {
    return Arrays.copyOf(array, array.length / batch.size());
  }

  private static void blend(
      float[] into, int at, float[] from, int fromAt, int count, float share) {
    for (int i = 0; i < count; i++) {
      into[at + i] += share * (from[fromAt + i] - into[at + i]);
    }
  }
}
