package io.tenor.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.Optional;
import java.util.function.Function;

/** The operations computed by DJL, with gradients where they are collected. */
final class DjlOps implements LayerOps<NDArray> {

  private static final float RUNNING_MOMENTUM = 0.9f;
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape NONE = new Shape(0, 0);

  private final Function<String, NDArray> arrays;
  private final NDArray statistics;
  private final NDArray past;
  private final boolean training;
  private NDArray rememberedFeatures;
  private Optional<NDArray> auxiliaryLogits = Optional.empty();
  private Optional<NDArray> prediction = Optional.empty();

  /**
   * Binds the operations to values.
   *
   * @param arrays the array of each name
   * @param statistics mean and deviation of each band in each sensor's past, {@code [N, 2, bands]};
   *     null for a network that does not adapt
   * @param past in training {@code [N, N]}, how much the column's window weighs in the past of the
   *     row's; otherwise {@code [N, 2 * features]}, mean and variance of what is remembered of each
   *     sensor's past; null for a network that does not adapt
   * @param training whether batch normalisation uses and records the batch's statistics, and
   *     dropout drops
   */
  DjlOps(Function<String, NDArray> arrays, NDArray statistics, NDArray past, boolean training) {
    this.arrays = arrays;
    this.statistics = statistics;
    this.past = past;
    this.training = training;
  }

  @Override
  public NDArray alignLoudness(NDArray levels) {
    int[] bands = {2};
    int[] frames = {3};
    NDArray loudness = levels.mean(bands, true);
    NDArray weights = loudness.mul(1 / LoudnessAlignment.SPREAD).softmax(LayerOps.FRAMES);
    NDArray shift = loudness.mul(weights).sum(frames, true).sub(LoudnessAlignment.TARGET);
    return levels.sub(shift).maximum(LoudnessAlignment.TARGET - LoudnessAlignment.RANGE);
  }

  @Override
  public NDArray normalise(NDArray levels) {
    return levels
        .sub(arrays.apply(NetworkPlan.LEVEL_MEAN))
        .mul(arrays.apply(NetworkPlan.LEVEL_SCALE));
  }

  @Override
  public NDArray normaliseBySensor(NDArray levels) {
    long windows = levels.getShape().get(0);
    NDList parts = statistics.split(2, 1);
    Shape column = new Shape(windows, 1, -1, 1);
    return levels.sub(parts.get(0).reshape(column)).div(parts.get(1).reshape(column));
  }

  @Override
  public NDArray mapBands(BandTransform transform, NDArray x, int rows) {
    NDArray kernels = arrays.apply(transform.parameter());
    int channels = Math.toIntExact(x.getShape().get(1));
    return Conv2d.conv2d(x, kernels, null, ONE, NONE, ONE, channels).head();
  }

  @Override
  public NDArray channels(NDArray x, int from, int to) {
    return x.get(":,%d:%d".formatted(from, to));
  }

  @Override
  public NDArray times(NDArray x, double factor) {
    return x.mul(factor);
  }

  @Override
  public NDArray standardise(String name, NDArray x) {
    NDArray values = flatten(x);
    NDArray mean = arrays.apply(NetworkPlan.mean(name));
    NDArray variance = arrays.apply(NetworkPlan.variance(name));
    if (training) {
      NDArray batchMean = values.mean(new int[] {0}, true);
      NDArray batchVariance = batchVariance(values);
      follow(mean, batchMean.stopGradient().flatten());
      follow(variance, batchVariance.stopGradient().flatten());
      mean = batchMean;
      variance = batchVariance;
    }
    NDArray deviation = variance.add(NetworkPlan.EPSILON).sqrt();
    return values.sub(mean).div(deviation).reshape(x.getShape());
  }

  @Override
  public NDArray trimFrames(NDArray x, int each) {
    return x.get(":,:,:,%d:%d".formatted(each, x.getShape().get(3) - each));
  }

  @Override
  public NDArray join(NDArray a, NDArray b) {
    return NDArrays.concat(new NDList(a, b), 1);
  }

  @Override
  public NDArray deltas(NDArray x) {
    return Conv2d.conv2d(x, arrays.apply(NetworkPlan.DELTAS), null, ONE, NONE).head();
  }

  @Override
  public NDArray colors(NDArray levels) {
    NDArray rows = levels.toType(DataType.INT64, false).squeeze(1);
    NDArray table = arrays.apply(NetworkPlan.COLORS);
    return Embedding.embedding(rows, table, SparseFormat.DENSE).head().transpose(0, 3, 1, 2);
  }

  @Override
  public NDArray convolution(String name, NDArray x, Convolution c) {
    return convolve(name, x, arrays.apply(NetworkPlan.bias(name)), c);
  }

  @Override
  public NDArray normalisedConvolution(String name, NDArray x, Convolution c) {
    return BatchNorm.batchNorm(
            convolve(name, x, null, c),
            arrays.apply(NetworkPlan.mean(name)),
            arrays.apply(NetworkPlan.variance(name)),
            arrays.apply(NetworkPlan.scale(name)),
            arrays.apply(NetworkPlan.shift(name)),
            1,
            RUNNING_MOMENTUM,
            NetworkPlan.EPSILON,
            training)
        .head();
  }

  private NDArray convolve(String name, NDArray x, NDArray bias, Convolution c) {
    NDList result =
        Conv2d.conv2d(
            x,
            arrays.apply(NetworkPlan.weight(name)),
            bias,
            new Shape(c.stride(), c.strideWidth()),
            new Shape(c.padHeight(), c.padWidth()));
    return result.head();
  }

  @Override
  public NDArray relu(NDArray x) {
    return Activation.relu(x);
  }

  @Override
  public NDArray tanh(NDArray x) {
    return Activation.tanh(x);
  }

  @Override
  public NDArray add(NDArray a, NDArray b) {
    return a.add(b);
  }

  @Override
  public NDArray subtract(NDArray a, NDArray b) {
    return a.sub(b);
  }

  @Override
  public NDArray auxiliary(NDArray logits) {
    auxiliaryLogits = Optional.of(flatten(logits));
    return logits;
  }

  @Override
  public void imitate(NDArray pooled, int channels, int values) {
    if (training) {
      prediction = Optional.of(dense(NetworkPlan.TEACHER, flatten(pooled), channels, values));
    }
  }

  /** What the network predicts of the teacher's embedding, {@code [N, values]}, in training. */
  Optional<NDArray> prediction() {
    return prediction;
  }

  @Override
  public NDArray maxPool(NDArray x, int size) {
    return Pool.maxPool2d(x, new Shape(size, size), new Shape(size, size), NONE, false);
  }

  @Override
  public NDArray averagePool(NDArray x, int bands, int frames) {
    Shape rectangle = new Shape(bands, frames);
    return Pool.avgPool2d(x, rectangle, rectangle, NONE, false, false);
  }

  @Override
  public NDArray softmax(NDArray x, int axis) {
    return x.softmax(axis);
  }

  @Override
  public NDArray weightedStatistics(NDArray x, NDArray weights) {
    int[] time = {3};
    NDArray mean = x.mul(weights).sum(time, true);
    NDArray centred = x.sub(mean);
    NDArray variance = centred.mul(centred).mul(weights).sum(time, true);
    return NDArrays.concat(new NDList(mean, variance.add(NetworkPlan.EPSILON).sqrt()), 1);
  }

  @Override
  public NDArray relativeToPast(NDArray pooled, NDArray remembered) {
    NDArray features = flatten(pooled);
    NDArray kept = flatten(remembered);
    NDArray priorMean = arrays.apply(NetworkPlan.POOLED_MEAN);
    NDArray priorVariance = arrays.apply(NetworkPlan.POOLED_VARIANCE);
    NDArray mean;
    NDArray variance;
    if (training) {
      float weight = SensorMemory.PRIOR_WINDOWS;
      NDArray count = past.sum(new int[] {1}, true).add(weight);
      mean = past.matMul(kept).add(priorMean.mul(weight)).div(count);
      NDArray priorSquare = priorVariance.add(priorMean.square()).mul(weight);
      NDArray square = past.matMul(kept.square()).add(priorSquare).div(count);
      variance = square.sub(mean.square());
      follow(priorMean, kept.stopGradient().mean(new int[] {0}, true));
      follow(priorVariance, batchVariance(kept.stopGradient()));
    } else {
      NDList parts = past.split(2, 1);
      mean = parts.get(0);
      variance = parts.get(1);
    }
    NDArray floor = priorVariance.mul(NetworkPlan.VARIANCE_FLOOR).add(NetworkPlan.EPSILON);
    NDArray relative = features.sub(mean).div(variance.add(floor).sqrt());
    rememberedFeatures = kept;
    return NDArrays.concat(new NDList(features, relative), 1)
        .reshape(pooled.getShape().get(0), -1, 1, 1);
  }

  /** What is remembered of the windows that {@link #relativeToPast} saw last. */
  NDArray rememberedFeatures() {
    return rememberedFeatures;
  }

  /** The logits of the auxiliary classifier, {@code [N, labels]}; empty if there is none. */
  Optional<NDArray> auxiliaryLogits() {
    return auxiliaryLogits;
  }

  private static void follow(NDArray running, NDArray batch) {
    running.muli(RUNNING_MOMENTUM).addi(batch.mul(1 - RUNNING_MOMENTUM));
  }

  private static NDArray batchVariance(NDArray features) {
    NDArray centred = features.sub(features.mean(new int[] {0}, true));
    return centred.square().mean(new int[] {0}, true);
  }

  @Override
  public NDArray dropout(NDArray x, double rate) {
    return training && rate > 0 ? Dropout.dropout(x, (float) rate, true).head() : x;
  }

  @Override
  public NDArray flatten(NDArray x) {
    return x.reshape(x.getShape().get(0), -1);
  }

  @Override
  public NDArray dense(String name, NDArray x, int inputs, int outputs) {
    return Linear.linear(
            x, arrays.apply(NetworkPlan.weight(name)), arrays.apply(NetworkPlan.bias(name)))
        .head();
  }
}
