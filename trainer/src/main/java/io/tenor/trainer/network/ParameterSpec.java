package io.tenor.trainer.network;

import java.util.Arrays;
import java.util.List;

/**
 * One named array of numbers that a network holds.
 *
 * @param name unique within the network
 * @param role what it is for
 * @param shape its dimensions
 * @param fanIn number of inputs that each output of its layer sees; scales the first random values
 */
public record ParameterSpec(String name, Role role, List<Integer> shape, int fanIn) {

  /** What an array is for, which decides its first values and whether training moves it. */
  public enum Role {
    /** Kernel of a convolution: trained, with weight decay. */
    WEIGHT(true),
    /** Bias of a convolution: trained. */
    BIAS(true),
    /** Scale of a batch normalisation: trained, first 1. */
    SCALE(true),
    /** Shift of a batch normalisation: trained. */
    SHIFT(true),
    /** Running mean of a batch normalisation: measured, not trained. */
    RUNNING_MEAN(false),
    /** Running variance of a batch normalisation: measured, first 1. */
    RUNNING_VARIANCE(false),
    /** Set once from the training data or a formula. */
    FIXED(false);

    private final boolean trained;

    Role(boolean trained) {
      this.trained = trained;
    }

    /** Whether the optimizer moves arrays of this role. */
    public boolean trained() {
      return trained;
    }
  }

  /** Copies the shape. */
  public ParameterSpec {
    shape = List.copyOf(shape);
  }

  static ParameterSpec of(String name, Role role, int fanIn, Integer... shape) {
    return new ParameterSpec(name, role, Arrays.asList(shape), fanIn);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** The dimensions as DJL and ONNX want them. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }
}
