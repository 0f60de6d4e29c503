package io.tenor.trainer.onnx;

import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.CompactNetwork;
import io.tenor.trainer.network.Weights;
import java.util.Map;

/**
 * Writes a compact network as an ONNX model that takes the monitor's 8-bit levels and gives
 * calibrated probabilities, so that nobody has to know its preprocessing.
 */
public final class CompactExport {

  private CompactExport() {}

  /**
   * The model as bytes of an ONNX file: input {@code levels} uint8 {@code [N, bands, frames]},
   * output {@code probabilities} float {@code [N, labels]}, any N.
   *
   * @param config sizes of the network
   * @param weights its values
   * @param metadata what the model says of itself; its front end, labels and temperature shape the
   *     graph
   * @throws IllegalArgumentException if metadata and network do not fit
   */
  public static byte[] toOnnx(CompactConfig config, Weights weights, ModelMetadata metadata) {
    if (metadata.frontEnd().bands() != config.bands()
        || metadata.frontEnd().windowFrames() != config.frames()
        || metadata.labels().size() != config.labels()) {
      throw new IllegalArgumentException(
          "the metadata describe another network than %d x %d levels to %d labels"
              .formatted(config.bands(), config.frames(), config.labels()));
    }
    Map<String, Object> none = Map.of();
    OnnxGraph graph = new OnnxGraph(metadata.name());
    String levels = graph.byteInput(ModelMetadata.INPUT, config.bands(), config.frames());
    String floats = graph.node("Cast", Map.of("to", 1L), levels);
    String picture = graph.node("Unsqueeze", none, floats, graph.longs("axis.channel", 1));
    String logits = CompactNetwork.logits(config, new OnnxOps(graph, weights), picture);
    String temperature = graph.floats("temperature", new float[] {(float) metadata.temperature()});
    String scaled = graph.node("Div", none, logits, temperature);
    graph.named(ModelMetadata.OUTPUT, "Softmax", Map.of("axis", 1L), scaled);
    graph.floatOutput(ModelMetadata.OUTPUT, config.labels());
    return graph.build(metadata.toProperties());
  }
}
