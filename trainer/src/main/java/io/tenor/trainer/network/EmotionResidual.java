package io.tenor.trainer.network;

/**
 * What is remembered of a window's features: less what the emotion heard in the window alone
 * explains. So that a past of one mood, such as an hour of calm, tells of the speaker, the
 * microphone and the room, as a past of all moods does, and not of the mood (feature normalisation
 * by what is thought to be neutral, Busso et al., 2011, with all emotions in its place).
 */
final class EmotionResidual {

  private EmotionResidual() {}

  /**
   * The features less what the emotion explains, {@code f - E softmax(W f)}.
   *
   * @param pooled {@code [N, features, 1, 1]}
   * @return the same shape
   */
  static <T> T of(LayerOps<T> ops, T pooled, int features, int labels) {
    Convolution alone = Convolution.point(features, labels);
    T emotion = ops.auxiliary(ops.convolution("emotion", pooled, alone));
    T shares = ops.softmax(emotion, LayerOps.CHANNELS);
    Convolution explained = Convolution.point(labels, features);
    return ops.subtract(pooled, ops.convolution("emotion.explains", shares, explained));
  }
}
