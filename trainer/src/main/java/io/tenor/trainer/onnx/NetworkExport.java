package io.tenor.trainer.onnx;

import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes trained networks as an ONNX model that takes the monitor's 8-bit levels and gives
 * calibrated probabilities, so that nobody has to know its preprocessing.
 */
public final class NetworkExport {

  private static final Map<String, Object> NONE = Map.of();

  /** The axis of a row's values. */
  private static final Map<String, Object> LABELS = Map.of("axis", 1L);

  private final Ensemble ensemble;
  private final ModelMetadata metadata;
  private final Precision precision;
  private final OnnxGraph graph;

  private NetworkExport(Ensemble ensemble, ModelMetadata metadata, Precision precision) {
    this.ensemble = ensemble;
    this.metadata = metadata;
    this.precision = precision;
    graph = new OnnxGraph(metadata.name());
  }

  /**
   * The model as bytes of an ONNX file: input {@code levels} uint8 {@code [N, bands, frames]}, for
   * networks that adapt {@code statistics} float {@code [N, 2, bands]}, for those that compare
   * features {@code past} float {@code [N, 2, features]}; output {@code probabilities} float {@code
   * [N, labels]}, and for those that compare features {@code features} float {@code [N, features]};
   * any N. The features are what is remembered of a window: those of all members, one member's
   * after the other's.
   *
   * <p>Metadata without adaptation and comparison make a model that ignores the sensor's past: the
   * networks answer as on a sensor that has heard nothing. Only networks that compare no levels can
   * be written so.
   *
   * @param ensemble what is written
   * @param metadata what the model says of itself; its front end, labels and temperature shape the
   *     graph
   * @param precision of its layers
   * @throws IllegalArgumentException if metadata and network do not fit
   */
  public static byte[] toOnnx(Ensemble ensemble, ModelMetadata metadata, Precision precision) {
    boolean past =
        metadata.adaptation().isPresent() == ensemble.memory().isPresent()
            && metadata.comparison().map(FeatureNormalisation::features).orElse(0)
                == ensemble.features();
    if (metadata.frontEnd().bands() != ensemble.bands()
        || metadata.frontEnd().windowFrames() != ensemble.frames()
        || metadata.labels().size() != ensemble.labels()
        || !(past || ignoresPast(ensemble, metadata))) {
      throw new IllegalArgumentException(
          "the metadata describe another network than %s of %d x %d levels to %d labels"
              .formatted(ensemble.name(), ensemble.bands(), ensemble.frames(), ensemble.labels()));
    }
    return new NetworkExport(ensemble, metadata, precision).build();
  }

  /** Whether a model is to answer as on a sensor that has heard nothing, and can. */
  static boolean ignoresPast(Ensemble ensemble, ModelMetadata metadata) {
    return metadata.adaptation().isEmpty()
        && metadata.comparison().isEmpty()
        && ensemble.features() > 0
        && !ensemble.comparesLevels();
  }

  private byte[] build() {
    String levels = graph.byteInput(ModelMetadata.INPUT, ensemble.bands(), ensemble.frames());
    String floats = graph.node("Cast", Map.of("to", 1L), levels);
    String picture = graph.node("Unsqueeze", NONE, floats, graph.longs("axis.channel", 1));
    boolean ignoring = ignoresPast(ensemble, metadata);
    if (ignoring) {
      pastOfNewSensors(levels);
    } else if (ensemble.memory().isPresent()) {
      graph.floatInput(ModelMetadata.STATISTICS, 2, ensemble.bands());
    }
    if (ensemble.features() > 0 && !ignoring) {
      graph.floatInput(ModelMetadata.PAST, 2, ensemble.features());
    }
    List<String> logits = new ArrayList<>();
    List<String> features = new ArrayList<>();
    int from = 0;
    for (int member = 0; member < ensemble.size(); member++) {
      graph.scope(ensemble.size() == 1 ? "" : "member%d.".formatted(member + 1));
      TrainedNetwork own = ensemble.members().get(member);
      Network network = own.network();
      OnnxOps ops =
          new OnnxOps(
              graph,
              own.weights(),
              new SensorInputs(
                  graph,
                  network.adaptive() ? ModelMetadata.STATISTICS : null,
                  network.features() > 0 ? past(from, network.features()) : null),
              precision);
      logits.add(ops.full(network.logits(ops, picture)));
      if (network.features() > 0) {
        features.add(ops.rememberedFeatures());
      }
      from += network.features();
    }
    graph.scope("");
    answer(logits);
    graph.floatOutput(ModelMetadata.OUTPUT, ensemble.labels());
    if (ensemble.features() > 0 && !ignoring) {
      graph.named(ModelMetadata.FEATURES, "Concat", LABELS, features.toArray(String[]::new));
      graph.floatOutput(ModelMetadata.FEATURES, ensemble.features());
    }
    if (ignoring) {
      graph.prune(); // what would have been remembered
    }
    return graph.build(metadata.toProperties());
  }

  /**
   * A row of the past for each window: those of new sensors. With one row for all of a batch ONNX
   * Runtime computes a window alone otherwise than among others, to the last bit.
   */
  private void pastOfNewSensors(String levels) {
    int features = ensemble.features();
    String row = graph.floats("past.new", SensorMemory.newSensorPast(ensemble), 1, 2, features);
    String count = graph.node("Shape", Map.of("start", 0L, "end", 1L), levels);
    String shape =
        graph.node("Concat", Map.of("axis", 0L), count, graph.longs("past.shape", 2, features));
    graph.named(ModelMetadata.PAST, "Expand", NONE, row, shape);
  }

  /** A member's part of the past, {@code [N, 2, features]}. */
  private String past(int from, int features) {
    if (features == ensemble.features()) {
      return ModelMetadata.PAST;
    }
    return graph.node(
        "Slice",
        NONE,
        ModelMetadata.PAST,
        graph.longs("past.from", from),
        graph.longs("past.to", from + features),
        graph.longs("past.axis", 2));
  }

  /** The mean of the members' calibrated probabilities. */
  private void answer(List<String> logits) {
    String temperature = graph.floats("temperature", new float[] {(float) metadata.temperature()});
    List<String> scaled =
        logits.stream().map(row -> graph.node("Div", NONE, row, temperature)).toList();
    if (scaled.size() == 1) {
      graph.named(ModelMetadata.OUTPUT, "Softmax", LABELS, scaled.get(0));
      return;
    }
    // No logarithm or power comes after it: their bits depend on a value's place in its batch.
    graph.named(
        ModelMetadata.OUTPUT,
        "Mean",
        NONE,
        scaled.stream().map(row -> graph.node("Softmax", LABELS, row)).toArray(String[]::new));
  }
}
