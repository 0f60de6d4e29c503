package io.tenor.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.PaperRow;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperExportTest {

  private static final int SIZE = 32;
  private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 1024, 512, 256, FrontEnd.Scale.LINEAR, SIZE, 0, 8_000, -100, 0, SIZE);

  private final Random random = new Random(3);

  @ParameterizedTest
  @EnumSource(PaperRow.class)
  void onnxRuntimeGivesTheProbabilitiesOfTheTrainedNetwork(PaperRow row) {
    // Given
    Network network = row.network(SIZE, LABELS.size());
    Weights weights = weights(network);
    ModelMetadata metadata =
        new ModelMetadata(
            network.name(),
            "1",
            LABELS,
            FRONT_END,
            Optional.empty(),
            Optional.empty(),
            1.5,
            0.5,
            "0".repeat(64),
            Map.of());
    List<InputWindow> windows = windows(10);

    // When
    byte[] model = NetworkExport.toOnnx(Ensemble.of(network, weights), metadata, Precision.FP32);

    // Then
    assertThat(half(network, weights, metadata, windows))
        .isLessThanOrEqualTo(Precision.FP16.tolerance());
    assertThat(Parity.maxDifference(Ensemble.of(network, weights), 1.5, model, windows))
        .isLessThanOrEqualTo(Precision.FP32.tolerance());
    try (OnnxScorer scorer = new OnnxScorer(model, SIZE, SIZE)) {
      float[][] rows = scorer.probabilities(windows);
      double moved = 0;
      for (int label = 0; label < LABELS.size(); label++) {
        moved = Math.max(moved, Math.abs(rows[0][label] - rows[1][label]));
      }
      assertThat(moved).as("windows do not all look alike").isGreaterThan(0.01);
    }
  }

  private Weights weights(Network network) {
    float[] ones = new float[SIZE];
    Arrays.fill(ones, 1);
    Weights weights =
        Weights.initial(NetworkPlan.of(network), new Normalisation(ones, ones), random);
    for (ParameterSpec spec : weights.specs()) {
      if (spec.role() == ParameterSpec.Role.BIAS) {
        float[] bias = weights.array(spec.name());
        for (int i = 0; i < bias.length; i++) {
          bias[i] = (float) random.nextGaussian() * 0.1f;
        }
      }
    }
    return weights;
  }

  /** Pictures of different loudness, so that the answers differ, with noise on every point. */
  private List<InputWindow> windows(int count) {
    List<InputWindow> windows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      byte[] window = new byte[SIZE * SIZE];
      for (int i = 0; i < window.length; i++) {
        window[i] = (byte) (200 * n / count + random.nextInt(56));
      }
      windows.add(InputWindow.of(window));
    }
    return windows;
  }

  private static double half(
      Network network, Weights weights, ModelMetadata metadata, List<InputWindow> windows) {
    byte[] model = NetworkExport.toOnnx(Ensemble.of(network, weights), metadata, Precision.FP16);
    return Parity.maxDifference(
        Ensemble.of(network, weights), metadata.temperature(), model, windows);
  }
}
