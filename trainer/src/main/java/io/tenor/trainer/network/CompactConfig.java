package io.tenor.trainer.network;

import java.util.List;
import java.util.Optional;

/**
 * The sizes of a compact network: everything that decides its shape.
 *
 * @param bands height of the input in bands
 * @param frames width of the input in frames; even, so that the shortcuts from the input meet the
 *     levels' sizes
 * @param labels number of classes
 * @param past what is known of the sensor's past
 * @param stemKernel odd size of the first convolution, whose stride is 2
 * @param levelFilters channels of each level's residual block; each level but the first works at
 *     half the resolution of the one before
 * @param headFilters channels of the convolution that joins all bands
 * @param attentionUnits hidden units of the attention over time
 * @param dropout share of pooled statistics dropped in training, 0 to below 1
 */
public record CompactConfig(
    int bands,
    int frames,
    int labels,
    SensorPast past,
    int stemKernel,
    List<Integer> levelFilters,
    int headFilters,
    int attentionUnits,
    double dropout)
    implements Network {

  /** Copies the list and refuses shapes that cannot be built. */
  public CompactConfig {
    levelFilters = List.copyOf(levelFilters);
    if (labels < 2
        || headFilters < 1
        || attentionUnits < 1
        || levelFilters.isEmpty()
        || levelFilters.stream().anyMatch(f -> f < 1)) {
      throw new IllegalArgumentException(
          "a compact network needs two labels, a level and a head: %d labels, levels %s, head %d"
              .formatted(labels, levelFilters, headFilters));
    }
    if (stemKernel < 1 || stemKernel % 2 == 0) {
      throw new IllegalArgumentException("stemKernel must be odd, not " + stemKernel);
    }
    if (dropout < 0 || dropout >= 1) {
      throw new IllegalArgumentException("dropout must be in [0, 1), not " + dropout);
    }
    int shrink = 1 << levelFilters.size();
    if (bands % 2 != 0 || frames % 2 != 0) {
      throw new IllegalArgumentException(
          "bands and frames must be even, not %d and %d".formatted(bands, frames));
    }
    if (bands < shrink || frames - DeltaKernels.WIDTH + 1 < shrink) {
      throw new IllegalArgumentException(
          "%d x %d is too small for %d levels".formatted(bands, frames, levelFilters.size()));
    }
  }

  /**
   * Channels that the training engine computes at once. It leaves the rest of a last, unfinished
   * block as it finds it in memory, and multiplies it by zero: where it finds what is no number,
   * the result is none either. So every number of channels is a multiple of this.
   */
  public static final int CHANNEL_BLOCK = 16;

  /** Filters of the shipped network's levels. */
  public static final List<Integer> FILTERS = List.of(16, 32, 64);

  /** The shipped network for windows of {@code bands} x {@code frames} levels. */
  public static CompactConfig standard(int bands, int frames, int labels) {
    return standard(bands, frames, labels, SensorPast.NONE, FILTERS);
  }

  /**
   * The shipped network with more or fewer filters, for another balance of accuracy and cost.
   *
   * @param past what is known of the sensor's past
   * @param filters of each level, at least one, each a multiple of {@link #CHANNEL_BLOCK}; the head
   *     has half as many again as the last, rounded up to a multiple
   */
  public static CompactConfig standard(
      int bands, int frames, int labels, SensorPast past, List<Integer> filters) {
    for (int count : filters) {
      if (count < 1 || count % CHANNEL_BLOCK != 0) {
        throw new IllegalArgumentException(
            "%d filters are no multiple of %d".formatted(count, CHANNEL_BLOCK));
      }
    }
    int last = filters.get(filters.size() - 1);
    int head = (last + last / 2 + CHANNEL_BLOCK - 1) / CHANNEL_BLOCK * CHANNEL_BLOCK;
    return new CompactConfig(bands, frames, labels, past, 5, filters, head, 32, 0.25);
  }

  @Override
  public String name() {
    return "compact";
  }

  @Override
  public Optional<SensorMemory> memory() {
    return past == SensorPast.NONE ? Optional.empty() : Optional.of(SensorMemory.standard());
  }

  @Override
  public int features() {
    return past == SensorPast.FEATURES ? 2 * headFilters : 0;
  }

  @Override
  public <T> T logits(LayerOps<T> ops, T levels) {
    return CompactNetwork.logits(this, ops, levels);
  }
}
