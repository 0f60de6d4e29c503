package io.tenor.trainer.network;

/**
 * The compact network: a multi-level residual CNN over log-mel levels with statistics pooling.
 *
 * <pre>
 * levels -> normalise by the training set -> deltas -> input, channels 1 to 3
 * levels -> normalise by the sensor's past -----------> input, channel 4 (if it adapts)
 * input  -> 5x5 convolution, stride 2 -> level 1 -> pool -> level 2 -> pool -> level 3 -> head
 *   |                                              +                 +
 *   +------- average pool, 1x1 convolution --------+-----------------+
 * head: convolution over all bands -> attentive mean and deviation over time -> features f
 * f -> labels, or for a network that compares: (f, f relative to the past of r) -> labels
 * r = f - E softmax(W f): the features less what the emotion heard in them explains
 * </pre>
 *
 * <p>The long shortcuts are the multi-level residual structure of the seed paper (Figure 4 and
 * section III.A): the original input, pooled to size and led through a 1x1 convolution, is added to
 * the input of each deeper level. Each level is a residual block of two 3x3 convolutions. Attentive
 * statistics pooling: Okabe et al., Interspeech 2018.
 */
public final class CompactNetwork {

  private CompactNetwork() {}

  /**
   * Applies the network.
   *
   * @param config its sizes
   * @param ops what the operations mean
   * @param levels {@code [N, 1, bands, frames]}, 0 to 255
   * @return one logit a label, {@code [N, labels]}
   */
  public static <T> T logits(CompactConfig config, LayerOps<T> ops, T levels) {
    T input = input(config, ops, levels);
    int channels = channels(config);
    int filters = config.levelFilters().get(0);
    Convolution stem = Convolution.same(channels, filters, config.stemKernel(), 2);
    T x =
        level(
            ops,
            "level1",
            ops.relu(ops.normalisedConvolution("stem", input, stem)),
            filters,
            filters);
    int bands = config.bands() / 2;
    for (int i = 1; i < config.levelFilters().size(); i++) {
      String name = "level" + (i + 1);
      x =
          ops.add(
              ops.maxPool(x, 2), shortcut(ops, name + ".input", input, channels, 2 << i, filters));
      int wider = config.levelFilters().get(i);
      x = level(ops, name, x, filters, wider);
      filters = wider;
      bands /= 2;
    }
    Convolution head = new Convolution(filters, config.headFilters(), bands, 3, 1, 0, 1);
    T frames = ops.relu(ops.normalisedConvolution("head", x, head));
    T pooled = attentivePool(ops, frames, config.headFilters(), config.attentionUnits());
    int features = 2 * config.headFilters();
    if (config.features() > 0) {
      T kept = EmotionResidual.of(ops, pooled, config.features(), config.labels());
      pooled = ops.relativeToPast(pooled, kept);
      features *= 2;
    }
    Convolution output = Convolution.point(features, config.labels());
    T kept = ops.dropout(pooled, config.dropout());
    return ops.flatten(ops.convolution("output", kept, output));
  }

  private static <T> T input(CompactConfig config, LayerOps<T> ops, T levels) {
    T input = ops.deltas(ops.normalise(levels));
    if (!config.adaptive()) {
      return input;
    }
    return ops.join(input, ops.trimFrames(ops.normaliseBySensor(levels), DeltaKernels.WIDTH / 2));
  }

  private static int channels(CompactConfig config) {
    return DeltaKernels.CHANNELS + (config.adaptive() ? 1 : 0);
  }

  private static <T> T shortcut(
      LayerOps<T> ops, String name, T input, int channels, int pool, int filters) {
    Convolution point = Convolution.point(channels, filters);
    return ops.normalisedConvolution(name, ops.averagePool(input, pool), point);
  }

  /** A residual block of two convolutions. */
  static <T> T level(LayerOps<T> ops, String name, T x, int inputs, int outputs) {
    T inner =
        ops.relu(
            ops.normalisedConvolution(name + ".a", x, Convolution.same(inputs, outputs, 3, 1)));
    T residual =
        ops.normalisedConvolution(name + ".b", inner, Convolution.same(outputs, outputs, 3, 1));
    T skip =
        inputs == outputs
            ? x
            : ops.normalisedConvolution(name + ".skip", x, Convolution.point(inputs, outputs));
    return ops.relu(ops.add(residual, skip));
  }

  /** Attentive mean and deviation over time: two values a channel of the frames. */
  static <T> T attentivePool(LayerOps<T> ops, T frames, int channels, int attentionUnits) {
    Convolution hidden = Convolution.point(channels, attentionUnits);
    T units = ops.tanh(ops.convolution("attention.hidden", frames, hidden));
    Convolution score = Convolution.point(attentionUnits, 1);
    T weights = ops.softmax(ops.convolution("attention.score", units, score), LayerOps.FRAMES);
    return ops.weightedStatistics(frames, weights);
  }
}
