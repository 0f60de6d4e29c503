package io.tenor.streams.model;

import java.util.regex.Pattern;

/**
 * Where a model is to run, or runs.
 *
 * @param kind which kind of device
 * @param index which GPU, from 0; 0 for the others
 */
public record Device(Kind kind, int index) {

  /** Kinds of devices. */
  public enum Kind {
    /** A GPU if ONNX Runtime can use one, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** A GPU with CUDA. */
    CUDA
  }

  /** A GPU if ONNX Runtime can use one, else the CPU. */
  public static final Device AUTO = new Device(Kind.AUTO, 0);

  /** The CPU. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /**
   * Reads a name.
   *
   * @param name {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws IllegalArgumentException if it is none of them
   */
  public static Device parse(String name) {
    if (name.equals("auto")) {
      return AUTO;
    }
    if (name.equals("cpu")) {
      return CPU;
    }
    var cuda = CUDA.matcher(name);
    if (!cuda.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no device: give auto, cpu, cuda or cuda:N".formatted(name));
    }
    return new Device(Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
  }

  /** The name that {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
