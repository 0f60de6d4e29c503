package io.tenor.trainer.data;

import io.tenor.trainer.teacher.Embedding;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a teacher makes of the recordings as they are, and how its pooled values are distributed: a
 * network that hears a changed recording learns to predict what the teacher heard in the clean one.
 */
public final class Lessons {

  private static final int SAMPLED = 2_000;
  private static final float LEAST_DEVIATION = 1e-3f;

  private final Map<String, Embedding> embeddings;

  /** Keeps the embeddings of all recordings, by their ids. */
  public Lessons(Map<String, Embedding> embeddings) {
    this.embeddings = Map.copyOf(embeddings);
  }

  /** Mean and one over the deviation of each pooled value over recordings. */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  record Scale(float[] mean, float[] factor) {}

  /** Values of a pooled embedding. */
  int pooledValues() {
    return 2 * embeddings.values().iterator().next().values();
  }

  /** The scale of the pooled values over some of these items, each pooled as a whole. */
  Scale scale(List<TrainingSet.Item> items, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int values = pooledValues();
    double[] sum = new double[values];
    double[] squares = new double[values];
    float[] pooled = new float[values];
    for (int i = 0; i < SAMPLED; i++) {
      of(items.get(random.nextInt(items.size()))).pool(0, 1, pooled, 0);
      for (int v = 0; v < values; v++) {
        sum[v] += pooled[v];
        squares[v] += (double) pooled[v] * pooled[v];
      }
    }
    float[] mean = new float[values];
    float[] factor = new float[values];
    for (int v = 0; v < values; v++) {
      double average = sum[v] / SAMPLED;
      double variance = Math.max(0, squares[v] / SAMPLED - average * average);
      mean[v] = (float) average;
      factor[v] = (float) (1 / Math.max(LEAST_DEVIATION, Math.sqrt(variance)));
    }
    return new Scale(mean, factor);
  }

  /**
   * Writes what the teacher makes of a part of a recording, standardised.
   *
   * @param item whose
   * @param start where the part begins, as a share of the recording
   * @param length how long it is, as a share
   */
  void write(
      TrainingSet.Item item, double start, double length, Scale scale, float[] into, int offset) {
    of(item).pool(start, length, into, offset);
    for (int v = 0; v < scale.mean().length; v++) {
      into[offset + v] = (into[offset + v] - scale.mean()[v]) * scale.factor()[v];
    }
  }

  private Embedding of(TrainingSet.Item item) {
    return embeddings.get(item.utterance().id());
  }
}
