package io.tenor.trainer.network;

/**
 * The shape of a two-dimensional convolution: bands are the height, frames the width.
 *
 * @param inputs input channels, at least 1
 * @param outputs output channels (filters), at least 1
 * @param height kernel height in bands
 * @param width kernel width in frames
 * @param stride step over bands
 * @param strideWidth step over frames
 * @param padHeight zero rows added above and below
 * @param padWidth zero columns added before and after
 */
public record Convolution(
    int inputs,
    int outputs,
    int height,
    int width,
    int stride,
    int strideWidth,
    int padHeight,
    int padWidth) {

  /** Refuses sizes no convolution can have. */
  public Convolution {
    if (inputs < 1 || outputs < 1 || height < 1 || width < 1 || stride < 1 || strideWidth < 1) {
      throw new IllegalArgumentException(
          "a convolution needs positive sizes, not %d to %d channels, %d x %d, stride %d"
              .formatted(inputs, outputs, height, width, stride));
    }
    if (padHeight < 0 || padWidth < 0) {
      throw new IllegalArgumentException("padding cannot be negative");
    }
  }

  /** A convolution with the same step over bands and frames. */
  public Convolution(
      int inputs, int outputs, int height, int width, int stride, int padHeight, int padWidth) {
    this(inputs, outputs, height, width, stride, stride, padHeight, padWidth);
  }

  /** A square kernel of odd size that keeps the picture's size (divided by the stride). */
  public static Convolution same(int inputs, int outputs, int size, int stride) {
    return new Convolution(inputs, outputs, size, size, stride, size / 2, size / 2);
  }

  /** A 1 x 1 convolution: a linear map of the channels at each point. */
  public static Convolution point(int inputs, int outputs) {
    return new Convolution(inputs, outputs, 1, 1, 1, 0, 0);
  }

  /** Number of input values that one output value sees. */
  public int fanIn() {
    return inputs * height * width;
  }

  /** Height of the output for an input of {@code bands} rows. */
  public int outputHeight(int bands) {
    return (bands + 2 * padHeight - height) / stride + 1;
  }

  /** Width of the output for an input of {@code frames} columns. */
  public int outputWidth(int frames) {
    return (frames + 2 * padWidth - width) / strideWidth + 1;
  }
}
