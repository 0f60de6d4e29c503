package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds an ONNX model node by node: operator set 17, IR version 8, weights as raw little-endian
 * data.
 *
 * <p>Values are named by their producer; {@link #node} returns the name of the new value.
 */
public final class OnnxGraph {

  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  /** Name of the dimension that a caller chooses. */
  private static final String BATCH = "N";

  private final GraphProto.Builder graph;
  private int nodes;
  private String scope = "";

  /** Starts an empty graph of this name. */
  public OnnxGraph(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /** From now on the names of arrays begin with this, so that parts may use the same names. */
  public void scope(String prefix) {
    scope = prefix;
  }

  /** Declares an input of 8-bit unsigned values with a free first dimension. */
  public String byteInput(String name, long... rest) {
    graph.addInput(value(name, TensorProto.DataType.UINT8, rest));
    return name;
  }

  /** Declares an input of 32-bit floats with a free first dimension. */
  public String floatInput(String name, long... rest) {
    graph.addInput(value(name, TensorProto.DataType.FLOAT, rest));
    return name;
  }

  /** Declares a value as an output of 32-bit floats with a free first dimension. */
  public void floatOutput(String name, long... rest) {
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, rest));
  }

  private static ValueInfoProto value(String name, TensorProto.DataType type, long... rest) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (long size : rest) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Adds an array of floats of 16 bits, each the nearest; row after row. */
  public String halves(String name, float[] values, long... dimensions) {
    ByteBuffer raw = buffer(values.length * Short.BYTES);
    for (float value : values) {
      raw.putShort(Fp16Conversions.floatToFp16(value));
    }
    return initializer(name, TensorProto.DataType.FLOAT16, raw, dimensions);
  }

  /** Adds an array of floats, row after row; no dimensions make a scalar. */
  public String floats(String name, float[] values, long... dimensions) {
    ByteBuffer raw = buffer(values.length * Float.BYTES);
    for (float v : values) {
      raw.putFloat(v);
    }
    return initializer(name, TensorProto.DataType.FLOAT, raw, dimensions);
  }

  /** Adds a list of whole numbers. */
  public String longs(String name, long... values) {
    ByteBuffer raw = buffer(values.length * Long.BYTES);
    for (long v : values) {
      raw.putLong(v);
    }
    return initializer(name, TensorProto.DataType.INT64, raw, values.length);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String initializer(
      String array, TensorProto.DataType type, ByteBuffer raw, long... dimensions) {
    String name = scope + array;
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw.flip()));
    for (long size : dimensions) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /**
   * Adds a node with one output.
   *
   * @param operator its ONNX name, e.g. {@code Conv}
   * @param attributes {@code Long} for an integer, {@code long[]} for a list of them
   * @param inputs names of its inputs
   * @return the name of its output
   */
  public String node(String operator, Map<String, Object> attributes, String... inputs) {
    return named("%s_%d".formatted(operator, nodes), operator, attributes, inputs);
  }

  /** Adds a node whose output has the given name. */
  public String named(
      String output, String operator, Map<String, Object> attributes, String... inputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName("%s_%d".formatted(operator, nodes++))
            .setOpType(operator)
            .addAllInput(List.of(inputs))
            .addOutput(output);
    new TreeMap<>(attributes).forEach((key, value) -> node.addAttribute(attribute(key, value)));
    graph.addNode(node);
    return output;
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long number) {
      return attribute.setType(AttributeProto.AttributeType.INT).setI(number).build();
    }
    if (value instanceof long[] numbers) {
      List<Long> list = new ArrayList<>();
      for (long number : numbers) {
        list.add(number);
      }
      return attribute.setType(AttributeProto.AttributeType.INTS).addAllInts(list).build();
    }
    throw new IllegalArgumentException("attribute " + name + " is neither a long nor a list");
  }

  /** Removes what none of the outputs depends on. */
  public void prune() {
    GraphProto needed = Pruning.prune(graph.build());
    graph.clear().mergeFrom(needed);
  }

  /** The model as bytes, equal parts of it once, with these properties about itself. */
  public byte[] build(Map<String, String> properties) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("tenor")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(Sharing.share(graph.build()));
    describe(model, properties);
    return model.build().toByteArray();
  }

  /**
   * A model that says other things of itself, and computes the same.
   *
   * @param model its bytes
   * @param properties all that it says then
   * @throws IllegalArgumentException if these are not the bytes of an ONNX model
   */
  static byte[] describedAnew(byte[] model, Map<String, String> properties) {
    try {
      ModelProto.Builder anew = ModelProto.parseFrom(model).toBuilder().clearMetadataProps();
      describe(anew, properties);
      return anew.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("these are not the bytes of an ONNX model", e);
    }
  }

  private static void describe(ModelProto.Builder model, Map<String, String> properties) {
    new TreeMap<>(properties)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }
}
