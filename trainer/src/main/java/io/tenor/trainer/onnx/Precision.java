package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Locale;

/** How many bits the weights and the picture have on their way through an exported network. */
public enum Precision {
  /** 32-bit floats everywhere. */
  FP32(TensorProto.DataType.FLOAT, 1e-4),

  /**
   * 16-bit floats (IEEE 754 binary16) in convolutions and fully connected layers, for a GPU that
   * multiplies them faster; normalisation, statistics over time and softmax stay at 32 bits, and so
   * do inputs and outputs.
   */
  FP16(TensorProto.DataType.FLOAT16, 2e-2);

  private final TensorProto.DataType type;
  private final double tolerance;

  Precision(TensorProto.DataType type, double tolerance) {
    this.type = type;
    this.tolerance = tolerance;
  }

  /** ONNX's type of the weights. */
  TensorProto.DataType type() {
    return type;
  }

  /**
   * The largest difference from the trained network that an exported one may show: of a
   * probability, and of a pooled feature, where that is larger than 1 in proportion to it.
   */
  public double tolerance() {
    return tolerance;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
