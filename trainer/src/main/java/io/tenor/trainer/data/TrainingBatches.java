package io.tenor.trainer.data;

import io.tenor.spectrogram.FrontEnd;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training batches: random windows of random variants, augmented and mixed.
 *
 * <p>Every utterance comes once an epoch, in an order of that epoch.
 */
public final class TrainingBatches implements BatchSource {

  /**
   * One batch.
   *
   * @param levels {@code [size][bands][frames]}, 0 to 255
   * @param targets {@code [size][labels]}: what the logarithms of the probabilities are weighted by
   * @param size windows in the batch
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  public record Batch(float[] levels, float[] targets, int size) {}

  private final TrainingSet set;
  private final BatchSettings settings;
  private final double[] classWeights;
  private final float[] mean;
  private final long seed;
  private final Draws draws;

  /**
   * Prepares to draw.
   *
   * @param set utterances to draw from, at least one
   * @param settings size and augmentation of the batches
   * @param seed the same seed gives the same batches
   */
  public TrainingBatches(TrainingSet set, BatchSettings settings, long seed) {
    if (set.items().isEmpty()) {
      throw new IllegalArgumentException("there is no utterance to train on");
    }
    this.set = set;
    this.settings = settings;
    this.seed = seed;
    draws = new Draws(set.items().size(), seed);
    mean = set.normalisation().mean();
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
    float[] levels = new float[size * window];
    float[] targets = new float[size * settings.labels()];
    for (int i = 0; i < size; i++) {
      TrainingSet.Item item = set.items().get(draws.item(step * size + i));
      draw(item, levels, i * window, targets, i * settings.labels(), random);
    }
    if (settings.mixupShare() > 0) {
      mixUp(levels, window, targets, random);
    }
    return new Batch(levels, targets, size);
  }

  private void draw(
      TrainingSet.Item item,
      float[] levels,
      int at,
      float[] targets,
      int targetAt,
      SplittableRandom random) {
    FrontEnd frontEnd = set.frontEnd();
    List<Columns> variants = item.variants();
    Columns columns = variants.get(random.nextInt(variants.size()));
    int slack = columns.frames() - frontEnd.windowFrames();
    // A looped utterance may start anywhere; a long one only where a whole window is left.
    int start = random.nextInt(slack > 0 ? slack + 1 : columns.frames());
    columns.window(start, frontEnd.windowFrames(), levels, at);
    double levelsPerDb = FrontEnd.MAX_LEVEL / (frontEnd.ceilingDb() - frontEnd.floorDb());
    settings.augmentation().apply(levels, at, mean, frontEnd.windowFrames(), levelsPerDb, random);
    float spread = (float) (settings.smoothing() / settings.labels());
    float weight = (float) classWeights[item.label()];
    for (int label = 0; label < settings.labels(); label++) {
      double own = label == item.label() ? 1 - settings.smoothing() : 0;
      targets[targetAt + label] = (float) (weight * (own + spread));
    }
  }

  /** Mixes some windows with their neighbour in the batch (Zhang et al., "mixup", 2018). */
  private void mixUp(float[] levels, int window, float[] targets, SplittableRandom random) {
    int size = settings.size();
    int labels = settings.labels();
    float[] first = Arrays.copyOf(levels, window);
    float[] firstTarget = Arrays.copyOf(targets, labels);
    for (int i = 0; i < size; i++) {
      double share = random.nextDouble();
      if (random.nextDouble() >= settings.mixupShare() || size == 1) {
        continue;
      }
      float other = (float) (0.5 * share);
      boolean last = i == size - 1;
      blend(levels, i * window, last ? first : levels, last ? 0 : (i + 1) * window, window, other);
      blend(
          targets,
          i * labels,
          last ? firstTarget : targets,
          last ? 0 : (i + 1) * labels,
          labels,
          other);
    }
  }

  private static void blend(
      float[] into, int at, float[] from, int fromAt, int count, float share) {
    for (int i = 0; i < count; i++) {
      into[at + i] += share * (from[fromAt + i] - into[at + i]);
    }
  }
}
