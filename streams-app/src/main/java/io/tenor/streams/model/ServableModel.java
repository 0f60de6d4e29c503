package io.tenor.streams.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/** Checks that a loaded file keeps what its properties promise, and can be served. */
final class ServableModel {

  private final String name;

  private ServableModel(String name) {
    this.name = name;
  }

  /**
   * Checks a session.
   *
   * @param name what to call the file in messages
   * @return what the file says of itself
   * @throws ModelException in one sentence, if it cannot be served
   */
  static ModelMetadata check(OrtSession session, String name) throws OrtException {
    return new ServableModel(name).check(session);
  }

  private ModelMetadata check(OrtSession session) throws OrtException {
    ModelMetadata metadata;
    try {
      metadata = ModelMetadata.parse(session.getMetadata().getCustomMetadata());
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "The model %s cannot be served: %s".formatted(name, e.getMessage()), e);
    }
    for (var label : metadata.labels()) {
      if (Emotion.ofLabel(label).isEmpty()) {
        throw refused(
            "its property tenor.labels names «%s», which is none of the seven emotions"
                .formatted(label));
      }
    }
    var inputs = session.getInputInfo();
    var outputs = session.getOutputInfo();
    var frontEnd = metadata.frontEnd();
    var known = new TreeSet<String>();
    known.add(ModelMetadata.INPUT);
    requireShape(
        inputs,
        "input",
        ModelMetadata.INPUT,
        OnnxJavaType.UINT8,
        frontEnd.bands(),
        frontEnd.windowFrames());
    requireShape(
        outputs, "output", ModelMetadata.OUTPUT, OnnxJavaType.FLOAT, metadata.labels().size());
    if (metadata.adaptation().isPresent()) {
      known.add(ModelMetadata.STATISTICS);
      requireShape(
          inputs, "input", ModelMetadata.STATISTICS, OnnxJavaType.FLOAT, 2, frontEnd.bands());
    } else {
      requireAbsent(inputs, ModelMetadata.STATISTICS, "tenor.adaptation.*");
    }
    if (metadata.comparison().isPresent()) {
      int features = metadata.comparison().map(FeatureNormalisation::features).orElseThrow();
      known.add(ModelMetadata.PAST);
      requireShape(inputs, "input", ModelMetadata.PAST, OnnxJavaType.FLOAT, 2, features);
      requireShape(outputs, "output", ModelMetadata.FEATURES, OnnxJavaType.FLOAT, features);
    } else {
      requireAbsent(inputs, ModelMetadata.PAST, "tenor.comparison.*");
    }
    if (!inputs.keySet().equals(known)) {
      throw refused(
          "it asks for the inputs %s, Tenor gives it %s alone"
              .formatted(inputs.keySet(), String.join(" and ", known)));
    }
    return metadata;
  }

  private void requireAbsent(Map<String, NodeInfo> inputs, String input, String properties) {
    if (inputs.containsKey(input)) {
      throw refused(
          "it asks for the input %s, but has no properties %s".formatted(input, properties));
    }
  }

  private void requireShape(
      Map<String, NodeInfo> nodes, String kind, String node, OnnxJavaType type, long... sizes) {
    long[] shape = new long[sizes.length + 1];
    shape[0] = -1; // any number of windows
    System.arraycopy(sizes, 0, shape, 1, sizes.length);
    var found = nodes.get(node);
    if (found == null
        || !(found.getInfo() instanceof TensorInfo info)
        || info.type != type
        || !Arrays.equals(info.getShape(), shape)) {
      throw refused(
          "its %s %s is %s, its properties promise %s of shape %s"
              .formatted(
                  kind,
                  node,
                  found == null ? "missing" : found.getInfo(),
                  type,
                  Arrays.toString(shape)));
    }
  }

  private ModelException refused(String why) {
    return new ModelException("The model %s cannot be served: %s.".formatted(name, why));
  }
}
