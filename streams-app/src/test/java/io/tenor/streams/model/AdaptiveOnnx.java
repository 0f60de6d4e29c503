package io.tenor.streams.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.spectrogram.SensorNormalisation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shipped network with its weights, made to adapt: the constant mean and scale of its bands
 * give way to the input {@code statistics}, and become what a new sensor starts with. A shipped
 * network that adapts already is taken as it is.
 */
public final class AdaptiveOnnx {

  /** Three seconds and a minute of the shipped front end's columns. */
  private static final int PRIOR_FRAMES = 300;

  private static final int MEMORY_FRAMES = 6_000;

  private AdaptiveOnnx() {}

  /** The file. */
  public static byte[] bytes() {
    byte[] shipped = shipped();
    var model = parse(shipped);
    var metadata = metadata(model);
    if (metadata.adaptation().isPresent()) {
      return shipped;
    }
    var graph = model.getGraph();
    var centre =
        only(graph.getNodeList().stream().filter(n -> n.getOpType().equals("Sub")).limit(1));
    var scale =
        only(
            graph.getNodeList().stream()
                .filter(n -> n.getInputList().contains(centre.getOutput(0))));
    var prior =
        new SensorNormalisation(
            floats(graph, centre.getInput(1)),
            inverse(floats(graph, scale.getInput(1))),
            PRIOR_FRAMES,
            MEMORY_FRAMES);
    return model.toBuilder()
        .setGraph(adapted(graph, centre, scale, prior.bands()))
        .clearMetadataProps()
        .addAllMetadataProps(
            with(metadata, prior).toProperties().entrySet().stream()
                .map(
                    p ->
                        StringStringEntryProto.newBuilder()
                            .setKey(p.getKey())
                            .setValue(p.getValue())
                            .build())
                .toList())
        .build()
        .toByteArray();
  }

  /** A small model, equal probabilities out, that takes statistics of so many bands. */
  static byte[] withStatisticsInput(byte[] model, int bands) {
    var builder = parse(model).toBuilder();
    builder.getGraphBuilder().addInput(statistics(bands));
    return builder.build().toByteArray();
  }

  private static byte[] shipped() {
    try (InputStream in = OnnxModel.class.getResourceAsStream(OnnxModel.SHIPPED)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelProto parse(byte[] bytes) {
    try {
      return ModelProto.parseFrom(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelMetadata metadata(ModelProto model) {
    return ModelMetadata.parse(
        model.getMetadataPropsList().stream()
            .collect(
                Collectors.toMap(
                    StringStringEntryProto::getKey, StringStringEntryProto::getValue)));
  }

  private static ModelMetadata with(ModelMetadata plain, SensorNormalisation prior) {
    return new ModelMetadata(
        plain.name(),
        plain.version(),
        plain.labels(),
        plain.frontEnd(),
        Optional.of(prior),
        Optional.empty(),
        plain.temperature(),
        plain.unknownThreshold(),
        plain.trainingDataSha256(),
        plain.figures());
  }

  /** Levels less the means, divided by the deviations, each {@code [N, 1, bands, 1]}. */
  private static GraphProto adapted(
      GraphProto graph, NodeProto centre, NodeProto scale, int bands) {
    var adapted =
        graph.toBuilder()
            .clearNode()
            .addInput(statistics(bands))
            .addInitializer(longs("past.row.mean", 0))
            .addInitializer(longs("past.row.deviation", 1))
            .addInitializer(longs("past.axis.frames", 3));
    for (String row : List.of("mean", "deviation")) {
      adapted
          .addNode(
              node("Gather", "past." + row + ".row", ModelMetadata.STATISTICS, "past.row." + row)
                  .addAttribute(
                      AttributeProto.newBuilder()
                          .setName("axis")
                          .setType(AttributeProto.AttributeType.INT)
                          .setI(1)))
          .addNode(node("Unsqueeze", "past." + row, "past." + row + ".row", "past.axis.frames"));
    }
    for (var node : graph.getNodeList()) {
      if (node.equals(centre)) {
        adapted.addNode(node.toBuilder().setInput(1, "past.mean"));
      } else if (node.equals(scale)) {
        adapted.addNode(node.toBuilder().setOpType("Div").setInput(1, "past.deviation"));
      } else {
        adapted.addNode(node);
      }
    }
    return adapted.build();
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setName(output)
        .setOpType(operator)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private static ValueInfoProto statistics(int bands) {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(2))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(bands));
    var tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(ModelMetadata.STATISTICS)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto longs(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(1)
        .setRawData(
            ByteString.copyFrom(
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value)))
        .build();
  }

  private static float[] floats(GraphProto graph, String initializer) {
    var tensor =
        only(graph.getInitializerList().stream().filter(i -> i.getName().equals(initializer)));
    var buffer =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float[] inverse(float[] values) {
    float[] inverse = values.clone();
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / values[i];
    }
    return inverse;
  }

  private static <T> T only(Stream<T> all) {
    var list = all.toList();
    if (list.size() != 1) {
      throw new IllegalStateException(
          "the shipped model normalises in another way than this test knows");
    }
    return list.get(0);
  }
}
