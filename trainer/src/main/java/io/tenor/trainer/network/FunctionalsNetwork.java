package io.tenor.trainer.network;

/**
 * A network that hears no patterns, only statistics: functionals of low-level descriptors, as the
 * classic systems of the field (Schuller et al., "The INTERSPEECH 2009 Emotion Challenge"), with
 * the sensor's past in the place of their speaker normalisation.
 *
 * <pre>
 * levels -> normalise by the training set -> deltas: x, with first and second differences
 * x -> cepstra c -> over all frames, over the loud, over the quiet ones -+
 * x -> groups of bands g -> each at its own high and at its own low end -+-> means and deviations
 * means and deviations -> standardise: f
 * (f, f relative to the past of r) -> labels
 * r = f - E softmax(W f): the features less what the emotion heard in them explains
 * </pre>
 *
 * <p>What is said leaves little trace in such statistics. A convolutional network hears the words
 * as well as the voice; the two err in different places. Loud and quiet are told by the first
 * coefficient, the mean over the bands: a frame's weight is {@code exp(contrast * mean)}, or one
 * over it. The ends of a group stand for its percentiles, without a sort: a frame's weight is
 * {@code exp(sharpness * g)}, or one over it.
 */
final class FunctionalsNetwork {

  /**
   * The deviation of the levels of speech is about so many times that of their first differences: a
   * ratio that makes an end of the one as sharp as an end of the other.
   */
  private static final double OVER_DIFFERENCES = 5;

  private FunctionalsNetwork() {}

  /**
   * Applies the network.
   *
   * @param config its sizes
   * @param ops what the operations mean
   * @param levels {@code [N, 1, bands, frames]}, 0 to 255
   * @return one logit a label, {@code [N, labels]}
   */
  static <T> T logits(FunctionalsConfig config, LayerOps<T> ops, T levels) {
    T heard = config.aligned() ? ops.alignLoudness(levels) : levels;
    T x = ops.deltas(ops.normalise(heard));
    T features =
        ops.standardise("functionals", ops.join(timbre(config, ops, x), ends(config, ops, x)));
    int count = config.features();
    T compared =
        ops.relativeToPast(features, EmotionResidual.of(ops, features, count, config.labels()));
    T kept = ops.dropout(compared, config.dropout());
    Convolution output = Convolution.point(2 * count, config.labels());
    return ops.flatten(ops.convolution("output", kept, output));
  }

  /** Statistics of the cepstra: all frames, the loud, the quiet ones. */
  private static <T> T timbre(FunctionalsConfig config, LayerOps<T> ops, T x) {
    T cepstra = ops.mapBands(BandTransform.CEPSTRA, x, config.coefficients());
    T loudness = ops.channels(cepstra, 0, 1);
    double contrast = config.contrast() / Math.sqrt(config.bands());
    T all = statistics(ops, cepstra, loudness, 0);
    T loud = statistics(ops, cepstra, loudness, contrast);
    return ops.join(ops.join(all, loud), statistics(ops, cepstra, loudness, -contrast));
  }

  /** Statistics of the groups and of their first differences, each at its own ends. */
  private static <T> T ends(FunctionalsConfig config, LayerOps<T> ops, T x) {
    int groups = config.groups();
    T all = ops.mapBands(BandTransform.GROUPS, x, groups);
    T levels = ops.channels(all, 0, groups);
    T differences = ops.times(ops.channels(all, groups, 2 * groups), OVER_DIFFERENCES);
    T both = ops.join(levels, differences);
    return ops.join(
        statistics(ops, both, both, config.sharpness()),
        statistics(ops, both, both, -config.sharpness()));
  }

  private static <T> T statistics(LayerOps<T> ops, T tracks, T by, double contrast) {
    T weights = ops.softmax(ops.times(by, contrast), LayerOps.FRAMES);
    return ops.weightedStatistics(tracks, weights);
  }
}
