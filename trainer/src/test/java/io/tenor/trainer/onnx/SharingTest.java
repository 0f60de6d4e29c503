package io.tenor.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingTest {

  private static final float[] HALF = {0.5f};
  private static final float[] THIRD = {0.3f};

  @Test
  void whatSeveralPartsComputeAlikeIsComputedOnce() throws InvalidProtocolBufferException {
    // Given: three parts that begin alike, of which the last goes on in another way
    var graph = new OnnxGraph("parts");
    var input = graph.floatInput("input", 1);
    var sum = input;
    for (var own : List.of(THIRD, THIRD, HALF)) {
      graph.scope("part" + sum + '.');
      var centred = graph.node("Sub", Map.of(), input, graph.floats("mean", HALF, 1));
      var scaled = graph.node("Mul", Map.of(), centred, graph.floats("scale", own, 1));
      sum = graph.node("Add", Map.of(), sum, scaled);
    }
    graph.named("output", "Relu", Map.of(), sum);
    graph.floatOutput("output", 1);

    // When
    var shared = parse(graph);

    // Then: the sums differ, since each adds to the one before
    assertThat(shared.getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly("Sub", "Mul", "Add", "Add", "Mul", "Add", "Relu");
    assertThat(shared.getInitializerList()).extracting(TensorProto::getDimsCount).hasSize(2);
    var known = new HashSet<>(List.of("input"));
    shared.getInitializerList().forEach(array -> known.add(array.getName()));
    for (var node : shared.getNodeList()) {
      assertThat(known).containsAll(node.getInputList());
      known.addAll(node.getOutputList());
    }
  }

  @Test
  void otherAttributesOrTypesMakeAnotherPart() throws InvalidProtocolBufferException {
    // Given
    var graph = new OnnxGraph("parts");
    var input = graph.floatInput("input", 1, 1);
    var first = graph.node("Softmax", Map.of("axis", 0L), input);
    var second = graph.node("Softmax", Map.of("axis", 1L), input);
    graph.floats("ones", new float[] {1}, 1);
    graph.longs("numbers", 1);
    graph.named("output", "Add", Map.of(), first, second);
    graph.floatOutput("output", 1, 1);

    // Then
    assertThat(parse(graph).getNodeCount()).isEqualTo(3);
    assertThat(parse(graph).getInitializerCount()).isEqualTo(2);
  }

  @Test
  void everyOutputKeepsItsName() throws InvalidProtocolBufferException {
    // Given
    var graph = new OnnxGraph("outputs");
    var input = graph.floatInput("input", 1);
    graph.named("one", "Relu", Map.of(), input);
    graph.named("other", "Relu", Map.of(), input);
    graph.floatOutput("one", 1);
    graph.floatOutput("other", 1);

    // Then
    assertThat(parse(graph).getNodeList())
        .flatExtracting(NodeProto::getOutputList)
        .containsExactly("one", "other");
  }

  private static GraphProto parse(OnnxGraph graph) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(graph.build(Map.of())).getGraph();
  }
}
