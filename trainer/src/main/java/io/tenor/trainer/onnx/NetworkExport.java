package io.tenor.trainer.onnx;

import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.Weights;
import java.util.Map;

/**
 * Writes a network as an ONNX model that takes the monitor's 8-bit levels and gives calibrated
 * probabilities, so that nobody has to know its preprocessing.
 */
public final class NetworkExport {

  private NetworkExport() {}

  /**
   * The model as bytes of an ONNX file: input {@code levels} uint8 {@code [N, bands, frames]}, for
   * a network that adapts {@code statistics} float {@code [N, 2, bands]}, for one that compares
   * features {@code past} float {@code [N, 2, features]}; output {@code probabilities} float {@code
   * [N, labels]}, and for one that compares features {@code features} float {@code [N, features]};
   * any N.
   *
   * @param network what is written
   * @param weights its values
   * @param metadata what the model says of itself; its front end, labels and temperature shape the
   *     graph
   * @param precision of its layers
   * @throws IllegalArgumentException if metadata and network do not fit
   */
  public static byte[] toOnnx(
      Network network, Weights weights, ModelMetadata metadata, Precision precision) {
    if (metadata.frontEnd().bands() != network.bands()
        || metadata.frontEnd().windowFrames() != network.frames()
        || metadata.labels().size() != network.labels()
        || metadata.adaptation().isPresent() != network.adaptive()
        || metadata.comparison().map(FeatureNormalisation::features).orElse(0)
            != network.features()) {
      throw new IllegalArgumentException(
          "the metadata describe another network than %s of %d x %d levels to %d labels"
              .formatted(network.name(), network.bands(), network.frames(), network.labels()));
    }
    Map<String, Object> none = Map.of();
    OnnxGraph graph = new OnnxGraph(metadata.name());
    String levels = graph.byteInput(ModelMetadata.INPUT, network.bands(), network.frames());
    String floats = graph.node("Cast", Map.of("to", 1L), levels);
    String picture = graph.node("Unsqueeze", none, floats, graph.longs("axis.channel", 1));
    boolean compares = network.features() > 0;
    OnnxOps ops =
        new OnnxOps(
            graph,
            weights,
            network.adaptive()
                ? graph.floatInput(ModelMetadata.STATISTICS, 2, network.bands())
                : null,
            compares ? graph.floatInput(ModelMetadata.PAST, 2, network.features()) : null,
            precision);
    String logits = ops.full(network.logits(ops, picture));
    String temperature = graph.floats("temperature", new float[] {(float) metadata.temperature()});
    String scaled = graph.node("Div", none, logits, temperature);
    graph.named(ModelMetadata.OUTPUT, "Softmax", Map.of("axis", 1L), scaled);
    graph.floatOutput(ModelMetadata.OUTPUT, network.labels());
    if (compares) {
      graph.named(ModelMetadata.FEATURES, "Identity", none, ops.pooledFeatures());
      graph.floatOutput(ModelMetadata.FEATURES, network.features());
    }
    return graph.build(metadata.toProperties());
  }
}
