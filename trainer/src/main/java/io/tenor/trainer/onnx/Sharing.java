package io.tenor.trainer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets equal parts of a graph be computed once: the networks of an ensemble begin with the same
 * normalisation and the same differences over time. ONNX Runtime does not find them, since each
 * network brings arrays of its own. What a graph computes stays the same.
 */
final class Sharing {

  /** What stands for a value that is not computed again. */
  private final Map<String, String> standIns = new HashMap<>();

  private final Map<ByteString, String> arrays = new HashMap<>();
  private final Map<NodeProto, String> results = new HashMap<>();
  private final Set<String> outputs;

  private Sharing(GraphProto graph) {
    outputs =
        graph.getOutputList().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
  }

  /** The same graph without its repetitions. */
  static GraphProto share(GraphProto graph) {
    return new Sharing(graph).apply(graph);
  }

  private GraphProto apply(GraphProto graph) {
    var shared = graph.toBuilder().clearInitializer().clearNode();
    for (TensorProto array : graph.getInitializerList()) {
      var content = array.toBuilder().clearName().build().toByteString();
      if (isFirst(arrays.putIfAbsent(content, array.getName()), array.getName())) {
        shared.addInitializer(array);
      }
    }
    for (NodeProto node : graph.getNodeList()) {
      var wired = node.toBuilder().clearInput();
      node.getInputList().forEach(input -> wired.addInput(standIns.getOrDefault(input, input)));
      boolean promised = node.getOutputCount() != 1 || outputs.contains(node.getOutput(0));
      if (promised
          || isFirst(
              results.putIfAbsent(
                  wired.clone().clearName().clearOutput().build(), node.getOutput(0)),
              node.getOutput(0))) {
        shared.addNode(wired);
      }
    }
    return shared.build();
  }

  private boolean isFirst(String earlier, String name) {
    if (earlier != null) {
      standIns.put(name, earlier);
    }
    return earlier == null;
  }
}
