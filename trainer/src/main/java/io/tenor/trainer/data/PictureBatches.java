package io.tenor.trainer.data;

import io.tenor.trainer.data.TrainingBatches.Batch;
import io.tenor.trainer.network.ColorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws batches of the paper's pictures; see {@link PictureSettings}.
 *
 * <p>Labels take turns, and the utterances of a label come in a random order before the first comes
 * again.
 */
final class PictureBatches implements BatchSource {

  /** The utterances of one label, and their order. */
  private record Group(List<TrainingSet.Item> items, Draws draws) {
    TrainingSet.Item item(long draw) {
      return items.get(draws.item(draw));
    }
  }

  private final TrainingSet set;
  private final PictureSettings settings;
  private final long seed;
  private final List<Group> groups = new ArrayList<>();

  PictureBatches(TrainingSet set, PictureSettings settings, long seed) {
    if (set.items().isEmpty()) {
      throw new IllegalArgumentException("there is no utterance to train on");
    }
    this.set = set;
    this.settings = settings;
    this.seed = seed;
    for (int label = 0; label < settings.labels(); label++) {
      int wanted = label;
      List<TrainingSet.Item> own =
          set.items().stream().filter(item -> item.label() == wanted).toList();
      if (!own.isEmpty()) {
        groups.add(new Group(own, new Draws(own.size(), Draws.mix(seed, label))));
      }
    }
  }

  @Override
  public Batch batch(long step) {
    int bands = set.frontEnd().bands();
    int frames = set.frontEnd().windowFrames();
    int size = settings.size();
    SplittableRandom random = new SplittableRandom(Draws.mix(seed, step));
    float[] levels = new float[size * bands * frames];
    float[] targets = new float[size * settings.labels()];
    float[] window = new float[bands * frames];
    for (int i = 0; i < size; i++) {
      long draw = step * size + i;
      Group group = groups.get((int) (draw % groups.size()));
      TrainingSet.Item item = group.item(draw / groups.size());
      Columns columns = item.clean();
      int start = columns.randomStart(frames, random);
      columns.window(start, frames, window, 0);
      change(window, levels, i * bands * frames, random);
      targets[i * settings.labels() + item.label()] = 1;
    }
    return new Batch(levels, new float[0], new float[0], targets, size);
  }

  private void change(float[] window, float[] into, int at, SplittableRandom random) {
    int bands = set.frontEnd().bands();
    int frames = set.frontEnd().windowFrames();
    boolean flip = random.nextDouble() < settings.flipShare();
    crop(window, bands, frames, flip, into, at, random);
    if (random.nextDouble() < settings.noiseShare()) {
      double share = settings.mostPoints() * random.nextDouble();
      long points = Math.round(share * window.length);
      for (long n = 0; n < points; n++) {
        into[at + random.nextInt(window.length)] = random.nextInt(ColorTable.LEVELS);
      }
    }
    if (random.nextDouble() < settings.greyShare()) {
      for (int i = at; i < at + window.length; i++) {
        into[i] += ColorTable.LEVELS;
      }
    }
  }

  /** Enlarges a random part of the window to its size, each point its nearest neighbour. */
  private void crop(
      float[] window,
      int bands,
      int frames,
      boolean flip,
      float[] into,
      int at,
      SplittableRandom random) {
    int height = side(bands, random);
    int width = side(frames, random);
    int top = random.nextInt(bands - height + 1);
    int left = random.nextInt(frames - width + 1);
    int[] column = new int[frames];
    for (int t = 0; t < frames; t++) {
      int nearest = left + (2 * t + 1) * width / (2 * frames);
      column[flip ? frames - 1 - t : t] = nearest;
    }
    for (int band = 0; band < bands; band++) {
      int row = (top + (2 * band + 1) * height / (2 * bands)) * frames;
      int target = at + band * frames;
      for (int t = 0; t < frames; t++) {
        into[target + t] = window[row + column[t]];
      }
    }
  }

  private int side(int whole, SplittableRandom random) {
    double share = settings.smallestCrop() + (1 - settings.smallestCrop()) * random.nextDouble();
    return Math.max(1, (int) Math.round(share * whole));
  }
}
