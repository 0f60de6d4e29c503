package io.tenor.trainer.network;

import java.util.List;
import java.util.Optional;

/**
 * The sizes of a gain-invariant network: everything that decides its shape; see {@link
 * GainInvariantNetwork}.
 *
 * @param bands height of the input in bands, a multiple of two to the number of levels
 * @param frames width of the input in frames
 * @param labels number of classes
 * @param levelFilters channels of each level's residual block; each level but the first works at
 *     half the resolution of the one before
 * @param headFilters channels of the convolution that joins all bands
 * @param attentionUnits hidden units of the attention over time
 * @param dropout share of pooled statistics dropped in training, 0 to below 1
 * @param comparing whether the pooled statistics are compared with those of the sensor's past
 * @param teacher values of a teacher's embedding that the network learns to predict in training, 0
 *     for no teacher
 */
public record GainInvariantConfig(
    int bands,
    int frames,
    int labels,
    List<Integer> levelFilters,
    int headFilters,
    int attentionUnits,
    double dropout,
    boolean comparing,
    int teacher)
    implements Network {

  /** Copies the list and refuses shapes that cannot be built. */
  public GainInvariantConfig {
    levelFilters = List.copyOf(levelFilters);
    if (labels < 2
        || headFilters < 1
        || attentionUnits < 1
        || teacher < 0
        || levelFilters.isEmpty()
        || levelFilters.stream().anyMatch(f -> f < 1)) {
      throw new IllegalArgumentException(
          "a gain-invariant network needs two labels, a level and a head: %d labels, levels %s, head %d"
              .formatted(labels, levelFilters, headFilters));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), not " + dropout);
    }
    int shrink = 1 << levelFilters.size();
    if (bands < shrink || bands % shrink != 0) {
      throw new IllegalArgumentException(
          "%d bands are no multiple of %d, as %d levels need"
              .formatted(bands, shrink, levelFilters.size()));
    }
    if (frames - DeltaKernels.WIDTH + 1 < 3 * 2 * shrink) {
      throw new IllegalArgumentException(
          "%d frames are too few for %d levels".formatted(frames, levelFilters.size()));
    }
  }

  /**
   * The standard network with a choice of filters.
   *
   * @param filters of each level, at least one, each a multiple of {@link
   *     CompactConfig#CHANNEL_BLOCK}; the head has half as many again as the last, rounded up to a
   *     multiple
   * @param comparing whether pooled statistics are compared with the sensor's past
   * @param teacher values of the teacher's embedding, 0 for no teacher
   */
  public static GainInvariantConfig standard(
      int bands, int frames, int labels, List<Integer> filters, boolean comparing, int teacher) {
    int block = CompactConfig.CHANNEL_BLOCK;
    for (int count : filters) {
      if (count < 1 || count % block != 0) {
        throw new IllegalArgumentException(
            "%d filters are no multiple of %d".formatted(count, block));
      }
    }
    int last = filters.get(filters.size() - 1);
    int head = (last + last / 2 + block - 1) / block * block;
    return new GainInvariantConfig(
        bands, frames, labels, filters, head, 32, 0.25, comparing, teacher);
  }

  /** It is one of the networks that a compact model can be made of. */
  @Override
  public String name() {
    return "compact";
  }

  /** It compares what it pools, and no levels. */
  @Override
  public boolean comparesLevels() {
    return false;
  }

  @Override
  public Optional<SensorMemory> memory() {
    return comparing ? Optional.of(SensorMemory.standard()) : Optional.empty();
  }

  @Override
  public int features() {
    return comparing ? 2 * headFilters : 0;
  }

  @Override
  public <T> T logits(LayerOps<T> ops, T levels) {
    return GainInvariantNetwork.logits(this, ops, levels);
  }
}
