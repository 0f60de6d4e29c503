package io.tenor.trainer.network;

/**
 * The operations a network is written in, so that one description serves training, export and
 * counting.
 *
 * <p>A {@link Network} calls these methods in order; what a value is, the implementation decides:
 * an array that DJL computes with, the name of a value in an ONNX graph, or a shape. A network can
 * therefore not differ between training and serving by accident. Values have the layout {@code
 * [batch, channels, bands, frames]}.
 *
 * @param <T> what stands for a value
 */
public interface LayerOps<T> {

  /**
   * Shifts all levels of a window so that its loud frames lie at {@link LoudnessAlignment#TARGET}:
   * what is left does not depend on the gain of the microphone. What lies more than {@link
   * LoudnessAlignment#RANGE} levels below is raised to it, so that a noise floor is not either.
   *
   * @param levels {@code [N, 1, bands, frames]}, 0 to 255
   * @return the same shape
   */
  T alignLoudness(T levels);

  /** Subtracts each band's mean level and divides by its deviation, both of the training set. */
  T normalise(T levels);

  /**
   * Subtracts each band's mean level and divides by its deviation, both of what the window's sensor
   * has heard before it: the second input of a network that {@link Network#adaptive adapts}.
   */
  T normaliseBySensor(T levels);

  /**
   * Maps the bands of each frame and channel.
   *
   * @param x {@code [N, 3, bands, F]}: levels and their differences
   * @param rows how many rows a channel becomes
   * @return {@code [N, 3 * rows, 1, F]}: those of the levels, then those of the differences
   */
  T mapBands(BandTransform transform, T x, int rows);

  /** The channels from {@code from} to before {@code to}. */
  T channels(T x, int from, int to);

  /** Every value times a constant. */
  T times(T x, double factor);

  /**
   * Subtracts the mean of each channel over training and divides by its deviation: batch
   * normalisation without scale and shift.
   *
   * @param x {@code [N, C, 1, 1]}
   */
  T standardise(String name, T x);

  /** Drops {@code each} frames at the beginning and at the end. */
  T trimFrames(T x, int each);

  /** Puts the channels of {@code b} behind those of {@code a}; bands and frames are the same. */
  T join(T a, T b);

  /**
   * Appends first and second differences over time as channels; see {@link DeltaKernels}. The
   * result has three channels and {@code DeltaKernels.WIDTH - 1} frames fewer.
   */
  T deltas(T x);

  /**
   * Looks the colour of each level up.
   *
   * @param levels {@code [N, 1, bands, frames]}, whole numbers below {@link ColorTable#ROWS}
   * @return {@code [N, 3, bands, frames]}: red, green and blue from 0 to 1
   */
  T colors(T levels);

  /** Convolution with a bias. */
  T convolution(String name, T x, Convolution shape);

  /** Convolution without bias, then batch normalisation of its output. */
  T normalisedConvolution(String name, T x, Convolution shape);

  /** The positive part. */
  T relu(T x);

  /** Hyperbolic tangent. */
  T tanh(T x);

  /** Sum of two values of the same shape. */
  T add(T a, T b);

  /** Difference of two values of the same shape. */
  T subtract(T a, T b);

  /** Maximum over squares of {@code size} x {@code size} that do not overlap; a rest is dropped. */
  T maxPool(T x, int size);

  /** Mean over squares of {@code size} x {@code size} that do not overlap; a rest is dropped. */
  default T averagePool(T x, int size) {
    return averagePool(x, size, size);
  }

  /** Mean over rectangles of {@code bands} x {@code frames}, likewise. */
  T averagePool(T x, int bands, int frames);

  /** Axis of the channels. */
  int CHANNELS = 1;

  /** Axis of the frames. */
  int FRAMES = 3;

  /** Softmax along an axis. */
  T softmax(T x, int axis);

  /**
   * Mean and standard deviation over time under the given weights.
   *
   * @param x {@code [N, C, 1, F]}
   * @param weights {@code [N, 1, 1, F]} or one row a channel, {@code [N, C, 1, F]}, summing to 1
   *     over the frames
   * @return {@code [N, 2C, 1, 1]}: means, then deviations
   */
  T weightedStatistics(T x, T weights);

  /**
   * Marks logits, {@code [N, labels, 1, 1]}, of an auxiliary classifier inside the network:
   * training adds {@link NetworkPlan#AUXILIARY_LOSS} of their loss to that of the answer. Else it
   * does nothing (Szegedy et al., "Going Deeper with Convolutions", CVPR 2015).
   *
   * @return the logits
   */
  T auxiliary(T logits);

  /**
   * Predicts a teacher's embedding from pooled features by a linear map: training adds the distance
   * of the two to the loss (distillation of features: Romero et al., "FitNets", ICLR 2015). Else it
   * does nothing, and an exported model has no trace of it.
   *
   * @param pooled {@code [N, C, 1, 1]}
   * @param channels C
   * @param values of the teacher's embedding
   */
  void imitate(T pooled, int channels, int values);

  /**
   * Appends what is unusual of pooled features for their sensor: each feature less the mean, over
   * the deviation, of what is remembered of the sensor's windows before this one.
   *
   * @param pooled {@code [N, C, 1, 1]}
   * @param remembered of this window for those after it, {@code [N, C, 1, 1]}
   * @return {@code [N, 2C, 1, 1]}: the features, then the same relative to the past
   */
  T relativeToPast(T pooled, T remembered);

  /** In training, sets a share of the values to 0 and scales the others up; else does nothing. */
  T dropout(T x, double rate);

  /** Makes one row of each window: {@code [N, C, B, F]} becomes {@code [N, C * B * F]}. */
  T flatten(T x);

  /** A fully connected layer with a bias: {@code [N, inputs]} becomes {@code [N, outputs]}. */
  T dense(String name, T x, int inputs, int outputs);
}
