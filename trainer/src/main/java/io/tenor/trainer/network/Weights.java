package io.tenor.trainer.network;

import io.tenor.trainer.network.ParameterSpec.Role;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The numbers of a network by name, outside any engine: what is trained, kept and exported.
 *
 * <p>Arrays are shared, not copied: whoever gets one may write to it.
 */
public final class Weights {

  private final List<ParameterSpec> specs;
  private final Map<String, float[]> arrays = new LinkedHashMap<>();

  private Weights(List<ParameterSpec> specs) {
    this.specs = List.copyOf(specs);
    for (ParameterSpec spec : specs) {
      arrays.put(spec.name(), new float[spec.size()]);
    }
  }

  /**
   * Starting values: kernels normal with deviation {@code sqrt(2 / fanIn)} (He et al., 2015),
   * scales and variances 1, the rest 0, and the fixed arrays given.
   *
   * @param plan the network
   * @param normalisation mean and deviation of each band's levels
   * @param random source of the kernels; the same source gives the same values
   */
  public static Weights initial(
      NetworkPlan plan, Normalisation normalisation, RandomGenerator random) {
    Weights weights = new Weights(plan.parameters());
    for (ParameterSpec spec : weights.specs) {
      float[] array = weights.array(spec.name());
      if (spec.role() == Role.WEIGHT) {
        double deviation = Math.sqrt(2.0 / spec.fanIn());
        for (int i = 0; i < array.length; i++) {
          array[i] = (float) (random.nextGaussian() * deviation);
        }
      } else if (spec.role() == Role.SCALE || spec.role() == Role.RUNNING_VARIANCE) {
        Arrays.fill(array, 1);
      }
      for (BandTransform transform : BandTransform.values()) {
        if (spec.name().equals(transform.parameter())) {
          weights.set(spec.name(), transform.kernels(spec.shape(), DeltaKernels.CHANNELS));
        }
      }
    }
    weights.setIfThere(NetworkPlan.LEVEL_MEAN, normalisation.mean());
    weights.setIfThere(NetworkPlan.LEVEL_SCALE, normalisation.scale());
    weights.setIfThere(NetworkPlan.DELTAS, DeltaKernels.weights());
    weights.setIfThere(NetworkPlan.COLORS, ColorTable.values());
    return weights;
  }

  private void setIfThere(String name, float[] values) {
    if (arrays.containsKey(name)) {
      set(name, values);
    }
  }

  /** All values 0: gradients and momenta of a network have its arrays too. */
  public static Weights zero(NetworkPlan plan) {
    return new Weights(plan.parameters());
  }

  /** The arrays' names, roles and shapes, in the order of the layers. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /**
   * The values of an array, row after row; shared.
   *
   * @throws IllegalArgumentException if the network has no such array
   */
  public float[] array(String name) {
    float[] array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("the network has no array " + name);
    }
    return array;
  }

  /** Copies values into an array of the same length. */
  public void set(String name, float[] values) {
    float[] array = array(name);
    if (array.length != values.length) {
      throw new IllegalArgumentException(
          "%s holds %d values, not %d".formatted(name, array.length, values.length));
    }
    System.arraycopy(values, 0, array, 0, values.length);
  }

  /** A copy that shares nothing. */
  public Weights copy() {
    Weights copy = new Weights(specs);
    arrays.forEach(copy::set);
    return copy;
  }

  /** Multiplies every value. */
  public void scale(float factor) {
    for (float[] array : arrays.values()) {
      for (int i = 0; i < array.length; i++) {
        array[i] *= factor;
      }
    }
  }

  /** Moves every value toward another network's: {@code this += share * (other - this)}. */
  public void moveToward(Weights other, double share) {
    for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
      float[] mine = entry.getValue();
      float[] target = other.array(entry.getKey());
      for (int i = 0; i < mine.length; i++) {
        mine[i] += (float) (share * (target[i] - mine[i]));
      }
    }
  }

  /** Writes all values, without names: the plan gives the order. */
  public void write(DataOutput out) throws IOException {
    for (float[] array : arrays.values()) {
      out.writeInt(array.length);
      for (float value : array) {
        out.writeFloat(value);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote for the same plan.
   *
   * @throws IOException if the data belong to a network of other sizes
   */
  public static Weights read(NetworkPlan plan, DataInput in) throws IOException {
    Weights weights = new Weights(plan.parameters());
    for (ParameterSpec spec : weights.specs) {
      if (in.readInt() != spec.size()) {
        throw new IOException("it holds a network of other sizes (at %s)".formatted(spec.name()));
      }
      float[] array = weights.array(spec.name());
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readFloat();
      }
    }
    return weights;
  }
}
