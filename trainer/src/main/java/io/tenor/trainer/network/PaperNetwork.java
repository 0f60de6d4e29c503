package io.tenor.trainer.network;

/**
 * The network of Zheng, Xia, Zhang, Xu and Fu, "Speech Emotion Recognition based on Multi-Level
 * Residual Convolutional Neural Networks", Figure 4, for every row of Table IV.
 *
 * <pre>
 * levels -> colours -> picture (3 channels)
 * picture -> convolution -> pool -> level 2 -> pool -> level 3 ... -> fully connected -> labels
 *   |                            +                +                +
 *   +--- average pool, 1x1 convolution -----------+ .............. +   (the row says where)
 * </pre>
 *
 * <p>What the paper leaves open is decided in docs/decisions/0011.
 */
final class PaperNetwork {

  private PaperNetwork() {}

  static <T> T logits(PaperConfig config, LayerOps<T> ops, T levels) {
    T picture = ops.colors(levels);
    T x = picture;
    int channels = ColorTable.CHANNELS;
    int shrink = 1;
    int place = 1;
    for (PaperConfig.Level level : config.levels()) {
      x = residual(config, ops, place, picture, x, shrink, channels);
      x = level(ops, "level" + place, x, channels, level);
      channels = level.filters();
      shrink *= 2 * level.stride();
      place++;
    }
    x = ops.flatten(residual(config, ops, place, picture, x, shrink, channels));
    int side = config.size() / shrink;
    int width = channels * side * side;
    for (int i = 0; i < config.dense().size(); i++) {
      int next = config.dense().get(i);
      x = ops.relu(ops.dense("dense" + (i + 1), x, width, next));
      width = next;
    }
    return ops.dense("output", x, width, config.labels());
  }

  /** The sum of a place's input and the picture at its size, where the row wants it. */
  private static <T> T residual(
      PaperConfig config, LayerOps<T> ops, int place, T picture, T x, int shrink, int channels) {
    if (!config.residuals().contains(place)) {
      return x;
    }
    T small = ops.averagePool(picture, shrink);
    Convolution point = Convolution.point(ColorTable.CHANNELS, channels);
    return ops.add(x, ops.convolution("level%d.input".formatted(place), small, point));
  }

  /**
   * Half a kernel of zeros on each side makes the picture of an even kernel one point larger; the
   * pool drops it again, so that kernels of every size leave half the picture. The positive part of
   * a maximum is the maximum of the positive parts, and four times cheaper.
   */
  private static <T> T level(
      LayerOps<T> ops, String name, T x, int channels, PaperConfig.Level level) {
    Convolution shape = Convolution.same(channels, level.filters(), level.kernel(), level.stride());
    return ops.relu(ops.maxPool(ops.convolution(name, x, shape), 2));
  }
}
