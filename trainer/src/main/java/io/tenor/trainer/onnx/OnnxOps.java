package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.tenor.trainer.network.BandTransform;
import io.tenor.trainer.network.ColorTable;
import io.tenor.trainer.network.Convolution;
import io.tenor.trainer.network.DeltaKernels;
import io.tenor.trainer.network.LayerOps;
import io.tenor.trainer.network.LoudnessAlignment;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The operations as nodes of an ONNX graph, batch normalisation folded into the convolutions. */
final class OnnxOps implements LayerOps<String> {

  private static final Map<String, Object> NONE = Map.of();
  private static final int INT32 = TensorProto.DataType.INT32_VALUE;

  private final OnnxGraph graph;
  private final Weights weights;
  private final SensorInputs sensor;
  private final Halves halves;
  private String rememberedFeatures;
  private Optional<String> timeAxis = Optional.empty();

  /**
   * Binds the operations to a graph.
   *
   * @param sensor what is known of the sensors' past
   * @param precision of convolutions and fully connected layers
   */
  OnnxOps(OnnxGraph graph, Weights weights, SensorInputs sensor, Precision precision) {
    this.sensor = sensor;
    this.graph = graph;
    halves = new Halves(graph, precision);
    this.weights = weights;
  }

  @Override
  public String alignLoudness(String levels) {
    // Pools and no reductions: of a single channel those sum a window alone in another order than
    // one among others, and its last bits would depend on its batch.
    long bands = weights.array(NetworkPlan.LEVEL_MEAN).length;
    Map<String, Object> overBands = Map.of("kernel_shape", new long[] {bands, 1});
    String loudness = graph.node("AveragePool", overBands, levels);
    String scaled = graph.node("Mul", NONE, loudness, scalar(1 / LoudnessAlignment.SPREAD));
    String shares = graph.node("Softmax", Map.of("axis", 3L), scaled);
    String loud = graph.node("GlobalAveragePool", NONE, graph.node("Mul", NONE, loudness, shares));
    String average = graph.node("Div", NONE, loud, graph.node("GlobalAveragePool", NONE, shares));
    String shift = graph.node("Sub", NONE, average, scalar(LoudnessAlignment.TARGET));
    String shifted = graph.node("Sub", NONE, levels, shift);
    float lowest = LoudnessAlignment.TARGET - LoudnessAlignment.RANGE;
    return graph.node("Max", NONE, shifted, scalar(lowest));
  }

  private String scalar(float value) {
    return graph.floats("scalar." + value, new float[] {value});
  }

  @Override
  public String normalise(String levels) {
    String centred = graph.node("Sub", NONE, levels, bandVector(NetworkPlan.LEVEL_MEAN));
    return graph.node("Mul", NONE, centred, bandVector(NetworkPlan.LEVEL_SCALE));
  }

  @Override
  public String normaliseBySensor(String levels) {
    return sensor.normalise(levels);
  }

  @Override
  public String relativeToPast(String pooled, String remembered) {
    String features = graph.node("Flatten", Map.of("axis", 1L), halves.full(pooled));
    rememberedFeatures = graph.node("Flatten", Map.of("axis", 1L), halves.full(remembered));
    return sensor.compare(features, weights.array(NetworkPlan.POOLED_VARIANCE));
  }

  /** A value at 32 bits. */
  String full(String x) {
    return halves.full(x);
  }

  /** What {@link #relativeToPast} is to remember of a window, {@code [N, features]}. */
  String rememberedFeatures() {
    return rememberedFeatures;
  }

  @Override
  public String mapBands(BandTransform transform, String x, int rows) {
    float[] kernels = weights.array(transform.parameter());
    int all = DeltaKernels.CHANNELS * rows;
    String values = graph.floats(transform.parameter(), kernels, all, 1, kernels.length / all, 1);
    return graph.node("Conv", Map.of("group", (long) DeltaKernels.CHANNELS), x, values);
  }

  @Override
  public String channels(String x, int from, int to) {
    String place = x + ".from%d.to%d".formatted(from, to);
    return graph.node(
        "Slice",
        NONE,
        x,
        graph.longs(place + ".from", from),
        graph.longs(place + ".to", to),
        graph.longs(place + ".axis", 1));
  }

  @Override
  public String times(String x, double factor) {
    return graph.node(
        "Mul", NONE, x, graph.floats(x + ".times" + factor, new float[] {(float) factor}));
  }

  @Override
  public String standardise(String name, String x) {
    float[] mean = weights.array(NetworkPlan.mean(name));
    float[] variance = weights.array(NetworkPlan.variance(name));
    float[] factor = new float[mean.length];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = (float) (1 / Math.sqrt((double) variance[i] + NetworkPlan.EPSILON));
    }
    String centred =
        graph.node(
            "Sub", NONE, x, graph.floats(NetworkPlan.mean(name), mean, 1, mean.length, 1, 1));
    String scale = graph.floats(NetworkPlan.scale(name), factor, 1, factor.length, 1, 1);
    return graph.node("Mul", NONE, centred, scale);
  }

  @Override
  public String trimFrames(String x, int each) {
    return graph.node(
        "Slice",
        NONE,
        x,
        graph.longs("trim.from", each),
        graph.longs("trim.to", -each),
        graph.longs("trim.axis", 3));
  }

  @Override
  public String join(String a, String b) {
    return graph.node("Concat", Map.of("axis", 1L), a, b);
  }

  private String bandVector(String name) {
    float[] values = weights.array(name);
    return graph.floats(name, values, 1, 1, values.length, 1);
  }

  @Override
  public String deltas(String x) {
    Convolution shape = new Convolution(1, DeltaKernels.CHANNELS, 1, DeltaKernels.WIDTH, 1, 0, 0);
    String kernel =
        graph.floats(
            NetworkPlan.DELTAS,
            weights.array(NetworkPlan.DELTAS),
            DeltaKernels.CHANNELS,
            1,
            1,
            DeltaKernels.WIDTH);
    return graph.node("Conv", attributes(shape), x, kernel);
  }

  @Override
  public String colors(String levels) {
    int values = ColorTable.LEVELS * ColorTable.CHANNELS;
    String table =
        graph.floats(
            NetworkPlan.COLORS,
            Arrays.copyOf(weights.array(NetworkPlan.COLORS), values),
            ColorTable.LEVELS,
            ColorTable.CHANNELS);
    String rows = graph.node("Cast", Map.of("to", (long) INT32), levels);
    String colors = graph.node("Gather", Map.of("axis", 0L), table, rows);
    String channels = graph.node("Transpose", Map.of("perm", new long[] {0, 4, 2, 3, 1}), colors);
    return graph.node("Squeeze", NONE, channels, graph.longs("axis.color", 4));
  }

  @Override
  public String convolution(String name, String x, Convolution c) {
    return convolve(
        name, x, c, weights.array(NetworkPlan.weight(name)), weights.array(NetworkPlan.bias(name)));
  }

  @Override
  public String normalisedConvolution(String name, String x, Convolution c) {
    float[] kernel = weights.array(NetworkPlan.weight(name)).clone();
    float[] scale = weights.array(NetworkPlan.scale(name));
    float[] shift = weights.array(NetworkPlan.shift(name));
    float[] mean = weights.array(NetworkPlan.mean(name));
    float[] variance = weights.array(NetworkPlan.variance(name));
    float[] bias = new float[c.outputs()];
    for (int out = 0; out < c.outputs(); out++) {
      double factor = scale[out] / Math.sqrt((double) variance[out] + NetworkPlan.EPSILON);
      for (int i = out * c.fanIn(); i < (out + 1) * c.fanIn(); i++) {
        kernel[i] = (float) (kernel[i] * factor);
      }
      bias[out] = (float) (shift[out] - mean[out] * factor);
    }
    return convolve(name, x, c, kernel, bias);
  }

  private String convolve(String name, String x, Convolution c, float[] kernel, float[] bias) {
    String input = halves.atPrecision(x);
    String values =
        halves.atPrecision(
            NetworkPlan.weight(name), kernel, c.outputs(), c.inputs(), c.height(), c.width());
    String biases = halves.atPrecision(NetworkPlan.bias(name), bias, c.outputs());
    return halves.like(input, graph.node("Conv", attributes(c), input, values, biases));
  }

  private static Map<String, Object> attributes(Convolution c) {
    return Map.of(
        "kernel_shape", new long[] {c.height(), c.width()},
        "strides", new long[] {c.stride(), c.strideWidth()},
        "pads", new long[] {c.padHeight(), c.padWidth(), c.padHeight(), c.padWidth()});
  }

  @Override
  public String relu(String x) {
    return halves.like(x, graph.node("Relu", NONE, x));
  }

  @Override
  public String tanh(String x) {
    return halves.like(x, graph.node("Tanh", NONE, x));
  }

  @Override
  public String add(String a, String b) {
    boolean same = halves.has(a) == halves.has(b);
    String left = same ? a : halves.atPrecision(a);
    return halves.like(left, graph.node("Add", NONE, left, same ? b : halves.atPrecision(b)));
  }

  @Override
  public String subtract(String a, String b) {
    return graph.node("Sub", NONE, halves.full(a), halves.full(b));
  }

  @Override
  public String auxiliary(String logits) {
    return logits;
  }

  @Override
  public void imitate(String pooled, int channels, int values) {
    // Only training has a teacher.
  }

  @Override
  public String maxPool(String x, int size) {
    return halves.like(x, graph.node("MaxPool", pool(size, size), x));
  }

  @Override
  public String averagePool(String x, int bands, int frames) {
    return halves.like(x, graph.node("AveragePool", pool(bands, frames), x));
  }

  private static Map<String, Object> pool(int bands, int frames) {
    long[] rectangle = {bands, frames};
    return Map.of("kernel_shape", rectangle, "strides", rectangle);
  }

  @Override
  public String softmax(String x, int axis) {
    return graph.node("Softmax", Map.of("axis", (long) axis), halves.full(x));
  }

  @Override
  public String weightedStatistics(String x, String shares) {
    String values = halves.full(x);
    String mean = sumOverTime(graph.node("Mul", NONE, values, shares));
    String centred = graph.node("Sub", NONE, values, mean);
    String squares = graph.node("Mul", NONE, centred, centred);
    String variance = sumOverTime(graph.node("Mul", NONE, squares, shares));
    String epsilon = graph.floats(mean + ".epsilon", new float[] {NetworkPlan.EPSILON});
    String deviation = graph.node("Sqrt", NONE, graph.node("Add", NONE, variance, epsilon));
    return graph.node("Concat", Map.of("axis", 1L), mean, deviation);
  }

  private String sumOverTime(String x) {
    String axis = timeAxis.orElseGet(() -> graph.longs("axis.time", 3));
    timeAxis = Optional.of(axis);
    return graph.node("ReduceSum", Map.of("keepdims", 1L), x, axis);
  }

  @Override
  public String dropout(String x, double rate) {
    return x;
  }

  @Override
  public String flatten(String x) {
    return halves.like(x, graph.node("Flatten", Map.of("axis", 1L), x));
  }

  @Override
  public String dense(String name, String x, int inputs, int outputs) {
    String weight = NetworkPlan.weight(name);
    String bias = NetworkPlan.bias(name);
    String input = halves.atPrecision(x);
    return halves.like(
        input,
        graph.node(
            "Gemm",
            Map.of("transB", 1L),
            input,
            halves.atPrecision(weight, weights.array(weight), outputs, inputs),
            halves.atPrecision(bias, weights.array(bias), outputs)));
  }
}
