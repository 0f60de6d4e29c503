package io.tenor.trainer.network;

import io.tenor.trainer.network.ParameterSpec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a network consists of and costs, found by walking through its description with shapes.
 *
 * @param parameters every array, in the order of the layers
 * @param multiplyAdds multiplications of all convolutions and fully connected layers for one window
 */
public record NetworkPlan(List<ParameterSpec> parameters, long multiplyAdds) {

  /** Added to a variance before its root is taken, in every interpretation of the network. */
  public static final float EPSILON = 1e-5f;

  /** Share of a pooled feature's variance over training that is added to that of a sensor. */
  public static final float VARIANCE_FLOOR = 0.05f;

  /** Weight of the loss of an auxiliary classifier; see {@link LayerOps#auxiliary}. */
  public static final float AUXILIARY_LOSS = 0.5f;

  /**
   * Weight of the distance from a teacher's embedding: the mean over its standardised values of the
   * squared differences.
   */
  public static final float TEACHER_LOSS = 1;

  /** Name of the per-band mean levels, shape {@code [1, 1, bands, 1]}. */
  public static final String LEVEL_MEAN = "levels.mean";

  /** Name of one over the per-band deviations of levels, shape {@code [1, 1, bands, 1]}. */
  public static final String LEVEL_SCALE = "levels.scale";

  /**
   * Name of the mean over training of what is remembered of each pooled feature, shape {@code [1,
   * features]}.
   */
  public static final String POOLED_MEAN = "pooled.mean";

  /** Name of the variance over training of the same, shape {@code [1, features]}. */
  public static final String POOLED_VARIANCE = "pooled.variance";

  /** Name of the fixed kernels of the deltas. */
  public static final String DELTAS = "deltas.weight";

  /** Name of the layer that predicts a teacher's embedding. */
  static final String TEACHER = "teacher";

  /** Name of the table of colours, shape {@code [ColorTable.ROWS, 3]}. */
  public static final String COLORS = "colors.table";

  /** Copies the list. */
  public NetworkPlan {
    parameters = List.copyOf(parameters);
  }

  /** Name of a layer's kernel, shape {@code [outputs, inputs, height, width]}. */
  public static String weight(String layer) {
    return layer + ".weight";
  }

  /** Name of a layer's bias. */
  public static String bias(String layer) {
    return layer + ".bias";
  }

  /** Name of the scale of a layer's batch normalisation. */
  public static String scale(String layer) {
    return layer + ".scale";
  }

  /** Name of the shift of a layer's batch normalisation. */
  public static String shift(String layer) {
    return layer + ".shift";
  }

  /** Name of the running mean of a layer's batch normalisation. */
  public static String mean(String layer) {
    return layer + ".mean";
  }

  /** Name of the running variance of a layer's batch normalisation. */
  public static String variance(String layer) {
    return layer + ".variance";
  }

  /** Walks through a network. */
  public static NetworkPlan of(Network network) {
    Walk walk = new Walk();
    Size output = network.logits(walk, new Size(1, network.bands(), network.frames()));
    if (!output.equals(new Size(network.labels(), 1, 1))) {
      throw new IllegalArgumentException("these sizes do not fit together: " + network);
    }
    return new NetworkPlan(walk.parameters, walk.multiplyAdds);
  }

  /** Number of values that training moves. */
  public int trainedValues() {
    return parameters.stream().filter(p -> p.role().trained()).mapToInt(ParameterSpec::size).sum();
  }

  private record Size(int channels, int bands, int frames) {}

  private static final class Walk implements LayerOps<Size> {
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private long multiplyAdds;

    @Override
    public Size alignLoudness(Size levels) {
      return levels;
    }

    @Override
    public Size normalise(Size levels) {
      parameters.add(ParameterSpec.of(LEVEL_MEAN, Role.FIXED, 1, 1, 1, levels.bands, 1));
      parameters.add(ParameterSpec.of(LEVEL_SCALE, Role.FIXED, 1, 1, 1, levels.bands, 1));
      return levels;
    }

    @Override
    public Size normaliseBySensor(Size levels) {
      return levels;
    }

    @Override
    public Size trimFrames(Size x, int each) {
      return new Size(x.channels, x.bands, x.frames - 2 * each);
    }

    @Override
    public Size join(Size a, Size b) {
      if (a.bands != b.bands || a.frames != b.frames) {
        throw new IllegalArgumentException("cannot join %s and %s".formatted(a, b));
      }
      return new Size(a.channels + b.channels, a.bands, a.frames);
    }

    @Override
    public Size deltas(Size x) {
      int width = DeltaKernels.WIDTH;
      parameters.add(
          ParameterSpec.of(DELTAS, Role.FIXED, width, DeltaKernels.CHANNELS, 1, 1, width));
      Size result = new Size(DeltaKernels.CHANNELS, x.bands, x.frames - width + 1);
      multiplyAdds += (long) result.channels * width * result.bands * result.frames;
      return result;
    }

    @Override
    public Size mapBands(BandTransform transform, Size x, int rows) {
      if (rows > x.bands) {
        throw new IllegalArgumentException("%d rows of %d bands".formatted(rows, x.bands));
      }
      int all = x.channels * rows;
      parameters.add(
          ParameterSpec.of(transform.parameter(), Role.FIXED, x.bands, all, 1, x.bands, 1));
      multiplyAdds += (long) all * x.bands * x.frames;
      return new Size(all, 1, x.frames);
    }

    @Override
    public Size channels(Size x, int from, int to) {
      Objects.checkFromToIndex(from, to, x.channels);
      return new Size(to - from, x.bands, x.frames);
    }

    @Override
    public Size times(Size x, double factor) {
      return x;
    }

    @Override
    public Size standardise(String name, Size x) {
      parameters.add(ParameterSpec.of(mean(name), Role.RUNNING_MEAN, 1, x.channels));
      parameters.add(ParameterSpec.of(variance(name), Role.RUNNING_VARIANCE, 1, x.channels));
      return x;
    }

    @Override
    public Size colors(Size levels) {
      int channels = ColorTable.CHANNELS;
      parameters.add(ParameterSpec.of(COLORS, Role.FIXED, 1, ColorTable.ROWS, channels));
      return new Size(channels, levels.bands, levels.frames);
    }

    @Override
    public Size convolution(String name, Size x, Convolution c) {
      Size result = convolve(name, x, c);
      parameters.add(ParameterSpec.of(bias(name), Role.BIAS, c.fanIn(), c.outputs()));
      return result;
    }

    @Override
    public Size normalisedConvolution(String name, Size x, Convolution c) {
      Size result = convolve(name, x, c);
      parameters.add(ParameterSpec.of(scale(name), Role.SCALE, 1, c.outputs()));
      parameters.add(ParameterSpec.of(shift(name), Role.SHIFT, 1, c.outputs()));
      parameters.add(ParameterSpec.of(mean(name), Role.RUNNING_MEAN, 1, c.outputs()));
      parameters.add(ParameterSpec.of(variance(name), Role.RUNNING_VARIANCE, 1, c.outputs()));
      return result;
    }

    private Size convolve(String name, Size x, Convolution c) {
      if (x.channels != c.inputs()) {
        throw new IllegalArgumentException(
            "%s takes %d channels and gets %d".formatted(name, c.inputs(), x.channels));
      }
      parameters.add(
          ParameterSpec.of(
              weight(name),
              Role.WEIGHT,
              c.fanIn(),
              c.outputs(),
              c.inputs(),
              c.height(),
              c.width()));
      Size result = new Size(c.outputs(), c.outputHeight(x.bands), c.outputWidth(x.frames));
      multiplyAdds += (long) c.fanIn() * c.outputs() * result.bands * result.frames;
      return result;
    }

    @Override
    public Size relu(Size x) {
      return x;
    }

    @Override
    public Size tanh(Size x) {
      return x;
    }

    @Override
    public Size add(Size a, Size b) {
      if (!a.equals(b)) {
        throw new IllegalArgumentException("cannot add or subtract %s and %s".formatted(a, b));
      }
      return a;
    }

    @Override
    public Size subtract(Size a, Size b) {
      return add(a, b);
    }

    @Override
    public Size auxiliary(Size logits) {
      return logits;
    }

    @Override
    public void imitate(Size pooled, int channels, int values) {
      // What it multiplies and adds is no part of a window's cost: nobody serves it.
      parameters.add(ParameterSpec.of(weight(TEACHER), Role.WEIGHT, channels, values, channels));
      parameters.add(ParameterSpec.of(bias(TEACHER), Role.BIAS, channels, values));
    }

    @Override
    public Size maxPool(Size x, int size) {
      return new Size(x.channels, x.bands / size, x.frames / size);
    }

    @Override
    public Size averagePool(Size x, int bands, int frames) {
      return new Size(x.channels, x.bands / bands, x.frames / frames);
    }

    @Override
    public Size softmax(Size x, int axis) {
      return x;
    }

    @Override
    public Size weightedStatistics(Size x, Size weights) {
      return new Size(2 * x.channels, 1, 1);
    }

    @Override
    public Size relativeToPast(Size pooled, Size remembered) {
      int features = add(pooled, remembered).channels;
      parameters.add(ParameterSpec.of(POOLED_MEAN, Role.RUNNING_MEAN, 1, 1, features));
      parameters.add(ParameterSpec.of(POOLED_VARIANCE, Role.RUNNING_VARIANCE, 1, 1, features));
      return new Size(2 * features, 1, 1);
    }

    @Override
    public Size dropout(Size x, double rate) {
      return x;
    }

    @Override
    public Size flatten(Size x) {
      return new Size(x.channels * x.bands * x.frames, 1, 1);
    }

    @Override
    public Size dense(String name, Size x, int inputs, int outputs) {
      if (!x.equals(new Size(inputs, 1, 1))) {
        throw new IllegalArgumentException(
            "%s takes %d values and gets %s".formatted(name, inputs, x));
      }
      parameters.add(ParameterSpec.of(weight(name), Role.WEIGHT, inputs, outputs, inputs));
      parameters.add(ParameterSpec.of(bias(name), Role.BIAS, inputs, outputs));
      multiplyAdds += (long) inputs * outputs;
      return new Size(outputs, 1, 1);
    }
  }
}
