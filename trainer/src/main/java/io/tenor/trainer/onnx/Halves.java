package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps account of which values of a graph have 16 bits, and converts where layers want others. */
final class Halves {

  private final OnnxGraph graph;
  private final Precision precision;
  private final Set<String> halves = new HashSet<>();

  /**
   * For a new graph, whose inputs have 32 bits.
   *
   * @param precision of convolutions and fully connected layers
   */
  Halves(OnnxGraph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
  }

  /** Whether a value has 16 bits. */
  boolean has(String x) {
    return halves.contains(x);
  }

  /** A value at the precision of the layers. */
  String atPrecision(String x) {
    return precision == Precision.FP32 || has(x) ? x : half(cast(x, precision.type()));
  }

  /** An array at the precision of the layers. */
  String atPrecision(String name, float[] values, long... dimensions) {
    return precision == Precision.FP16
        ? half(graph.halves(name, values, dimensions))
        : graph.floats(name, values, dimensions);
  }

  /** A value at 32 bits. */
  String full(String x) {
    return has(x) ? cast(x, TensorProto.DataType.FLOAT) : x;
  }

  /** The result of an operation that keeps the precision of its input. */
  String like(String x, String result) {
    return has(x) ? half(result) : result;
  }

  private String cast(String x, TensorProto.DataType type) {
    return graph.node("Cast", Map.of("to", (long) type.getNumber()), x);
  }

  private String half(String x) {
    halves.add(x);
    return x;
  }
}
