package io.tenor.trainer.network;

/**
 * A network that hears no patterns, only statistics: functionals of low-level descriptors, as the
 * classic systems of the field (Schuller et al., "The INTERSPEECH 2009 Emotion Challenge"), with
 * the sensor's past in the place of their speaker normalisation.
 *
 * <pre>
 * levels -> normalise by the training set -> deltas -> cepstra c, with first and second differences
 * c over all frames, over the loud, over the quiet ones -> means and deviations -> standardise: f
 * (f, f relative to the past of r) -> labels
 * r = f - E softmax(W f): the features less what the emotion heard in them explains
 * </pre>
 *
 * <p>What is said leaves little trace in such statistics. A convolutional network hears the words
 * as well as the voice; the two err in different places. Loud and quiet are told by the first
 * coefficient, the mean over the bands: a frame's weight is {@code exp(contrast * mean)}, or one
 * over it.
 */
final class FunctionalsNetwork {

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
    T all = ops.cepstra(ops.deltas(ops.normalise(levels)), config.coefficients());
    T own = ops.channels(all, 0, config.coefficients());
    T loudness = ops.channels(all, 0, 1);
    double contrast = config.contrast() / Math.sqrt(config.bands());
    T functionals =
        ops.join(
            statistics(ops, all, loudness, 0),
            ops.join(
                statistics(ops, own, loudness, contrast),
                statistics(ops, own, loudness, -contrast)));
    T features = ops.standardise("functionals", functionals);
    int count = config.features();
    T compared =
        ops.relativeToPast(features, EmotionResidual.of(ops, features, count, config.labels()));
    T kept = ops.dropout(compared, config.dropout());
    Convolution output = Convolution.point(2 * count, config.labels());
    return ops.flatten(ops.convolution("output", kept, output));
  }

  private static <T> T statistics(LayerOps<T> ops, T tracks, T loudness, double contrast) {
    T weights = ops.softmax(ops.times(loudness, contrast), LayerOps.FRAMES);
    return ops.weightedStatistics(tracks, weights);
  }
}
