package io.tenor.trainer.network;

/**
 * A small multi-level residual network that a microphone's gain does not change. The windows'
 * loudness is aligned first; the original input is led into each deeper level, as in Zheng et al.
 * and {@link CompactNetwork}.
 *
 * <pre>
 * levels -> align loudness -> normalise by the training set -> deltas: x
 * x -> 5 x 5 convolution, steps of 2 bands and 4 frames -> level 1
 * level k -> halve, + convolution of (x averaged to the same size) -> level k + 1
 * last level -> join all bands -> attentive mean and deviation over time: f
 * f, where it compares also relative to the sensor's past -> labels
 * f -> the teacher's embedding, in training
 * </pre>
 *
 * <p>The first step over time is four frames, 40 ms: a quarter of the work of a step of two, of
 * which the levels are most.
 */
final class GainInvariantNetwork {

  private static final int STEM = 5;
  private static final int STEM_BANDS = 2;
  private static final int STEM_FRAMES = 4;

  private GainInvariantNetwork() {}

  /**
   * Applies the network.
   *
   * @param config its sizes
   * @param ops what the operations mean
   * @param levels {@code [N, 1, bands, frames]}, 0 to 255
   * @return one logit a label, {@code [N, labels]}
   */
  static <T> T logits(GainInvariantConfig config, LayerOps<T> ops, T levels) {
    T input = ops.deltas(ops.normalise(ops.alignLoudness(levels)));
    int channels = DeltaKernels.CHANNELS;
    int filters = config.levelFilters().get(0);
    Convolution stem =
        new Convolution(channels, filters, STEM, STEM, STEM_BANDS, STEM_FRAMES, STEM / 2, 1);
    T first = ops.relu(ops.normalisedConvolution("stem", input, stem));
    T x = CompactNetwork.level(ops, "level1", first, filters, filters);
    int bands = config.bands() / STEM_BANDS;
    for (int i = 1; i < config.levelFilters().size(); i++) {
      String name = "level" + (i + 1);
      T original = ops.averagePool(input, STEM_BANDS << i, STEM_FRAMES << i);
      Convolution point = Convolution.point(channels, filters);
      x = ops.add(ops.maxPool(x, 2), ops.normalisedConvolution(name + ".input", original, point));
      int wider = config.levelFilters().get(i);
      x = CompactNetwork.level(ops, name, x, filters, wider);
      filters = wider;
      bands /= 2;
    }
    int features = 2 * config.headFilters();
    Convolution head = new Convolution(filters, config.headFilters(), bands, 3, 1, 0, 1);
    T frames = ops.relu(ops.normalisedConvolution("head", x, head));
    T pooled =
        CompactNetwork.attentivePool(ops, frames, config.headFilters(), config.attentionUnits());
    if (config.teacher() > 0) {
      ops.imitate(pooled, features, config.teacher());
    }
    if (config.comparing()) {
      T kept = EmotionResidual.of(ops, pooled, features, config.labels());
      pooled = ops.relativeToPast(pooled, kept);
      features *= 2;
    }
    Convolution output = Convolution.point(features, config.labels());
    return ops.flatten(ops.convolution("output", ops.dropout(pooled, config.dropout()), output));
  }
}
