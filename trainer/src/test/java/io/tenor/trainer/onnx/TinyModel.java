package io.tenor.trainer.onnx;

import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.TrainedNetwork;
import io.tenor.trainer.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Small networks of random weights for the compact front end, and the files that they are exported
 * to.
 *
 * @param ensemble the networks
 * @param normalisation what they start a sensor's history with
 */
public record TinyModel(Ensemble ensemble, Normalisation normalisation) {

  /** What the exported file divides logits by. */
  public static final double TEMPERATURE = 0.7;

  /** One network for each past. */
  public static TinyModel of(Normalisation normalisation, SensorPast... pasts) {
    return new TinyModel(
        new Ensemble(Stream.of(pasts).map(past -> network(past, normalisation)).toList()),
        normalisation);
  }

  private static TrainedNetwork network(SensorPast past, Normalisation normalisation) {
    CompactConfig config =
        new CompactConfig(40, 198, Labels.count(), past, 3, List.of(16), 16, 16, 0.2);
    return new TrainedNetwork(
        config, Weights.initial(NetworkPlan.of(config), normalisation, new SplittableRandom(5)));
  }

  /** Exports to a file, with these names of its outputs. */
  public Path write(Path file, List<String> labels, String trainingDataSha256) throws IOException {
    ModelMetadata metadata =
        new ModelMetadata(
            "tiny",
            "1.2",
            labels,
            FrontEnd.compact(),
            ensemble.memory().map(memory -> memory.of(normalisation)),
            SensorMemory.features(ensemble),
            TEMPERATURE,
            0.5,
            trainingDataSha256,
            Map.of());
    return Files.write(file, NetworkExport.toOnnx(ensemble, metadata, Precision.FP32));
  }
}
