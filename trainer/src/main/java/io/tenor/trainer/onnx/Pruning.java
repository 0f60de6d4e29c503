package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes from a graph what none of its outputs depends on. */
final class Pruning {

  private Pruning() {}

  /** The same graph without nodes and arrays that are not needed; its nodes are in their order. */
  static GraphProto prune(GraphProto graph) {
    Set<String> needed = new HashSet<>();
    graph.getOutputList().forEach(output -> needed.add(output.getName()));
    List<NodeProto> kept = new ArrayList<>();
    List<NodeProto> backwards = new ArrayList<>(graph.getNodeList());
    Collections.reverse(backwards);
    for (NodeProto node : backwards) {
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        kept.add(node);
      }
    }
    Collections.reverse(kept);
    return graph.toBuilder()
        .clearNode()
        .addAllNode(kept)
        .clearInitializer()
        .addAllInitializer(
            graph.getInitializerList().stream()
                .filter(array -> needed.contains(array.getName()))
                .toList())
        .build();
  }
}
