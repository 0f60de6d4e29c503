package io.tenor.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.FunctionalsConfig;
import io.tenor.trainer.network.GainInvariantConfig;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.TrainedNetwork;
import io.tenor.trainer.network.Weights;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FunctionalsExportTest {

  private static final FrontEnd FRONT_END = FrontEnd.compact();
  private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final FunctionalsConfig CONFIG = FunctionalsConfig.standard(40, 198, 7);
  private static final double TEMPERATURE = 0.7;

  private final Random random = new Random(7);

  @Test
  void onnxRuntimeGivesTheProbabilitiesOfTheTrainedNetwork() {
    // Given
    Ensemble one = Ensemble.of(CONFIG, weights(CONFIG));

    // Then
    assertParity(one);
  }

  @Test
  void itAnswersBesideAConvolutionalNetwork() {
    // Given
    CompactConfig patterns =
        new CompactConfig(40, 198, 7, SensorPast.FEATURES, 5, List.of(16, 16, 32), 48, 16, 0.2);

    // Then: each finds its own part of the past
    assertParity(
        new Ensemble(
            List.of(
                new TrainedNetwork(patterns, weights(patterns)),
                new TrainedNetwork(CONFIG, weights(CONFIG)))));
  }

  @Test
  void networksOfAlignedLoudnessAreExportedWithoutTheirTeacher() {
    // Given
    Ensemble pair = aligned();

    // Then
    assertParity(pair);
    byte[] model = NetworkExport.toOnnx(pair, metadata(pair), Precision.FP32);
    assertThat(new String(model, StandardCharsets.ISO_8859_1)).doesNotContain("teacher");
  }

  @Test
  void aModelThatIgnoresThePastAnswersAsOnASensorThatHasHeardNothing() {
    // Given
    Ensemble pair = aligned();
    byte[] asking = NetworkExport.toOnnx(pair, metadata(pair), Precision.FP32);
    ModelMetadata without = withoutPast(metadata(pair));

    // When
    byte[] ignoring = NetworkExport.toOnnx(pair, without, Precision.FP32);

    // Then
    List<InputWindow> windows = windows(20, pair.features());
    float[] nothing = SensorMemory.newSensorPast(pair);
    try (OnnxScorer one = new OnnxScorer(asking, 40, 198);
        OnnxScorer other = new OnnxScorer(ignoring, 40, 198)) {
      assertThat(other.inputs()).containsExactly(ModelMetadata.INPUT);
      float[][] expected = one.probabilities(windows.stream().map(w -> w.after(nothing)).toList());
      float[][] actual = other.probabilities(windows);
      for (int n = 0; n < expected.length; n++) {
        assertThat(actual[n]).containsExactly(expected[n], Offset.offset(1e-5f));
      }
    }
    assertThat(
            Parity.maxDifference(
                pair,
                TEMPERATURE,
                ignoring,
                windows.stream().map(w -> InputWindow.of(w.levels())).toList()))
        .isLessThanOrEqualTo(Precision.FP32.tolerance());
  }

  @Test
  void aNetworkThatComparesLevelsCannotIgnoreThePast() {
    CompactConfig patterns =
        new CompactConfig(40, 198, 7, SensorPast.FEATURES, 5, List.of(16, 16, 32), 48, 16, 0.2);
    Ensemble one = Ensemble.of(patterns, weights(patterns));
    ModelMetadata without = withoutPast(metadata(one));
    assertThatThrownBy(() -> NetworkExport.toOnnx(one, without, Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("describe another network");
  }

  private static ModelMetadata withoutPast(ModelMetadata model) {
    return new ModelMetadata(
        model.name(),
        model.version(),
        model.labels(),
        model.frontEnd(),
        Optional.empty(),
        Optional.empty(),
        model.temperature(),
        model.unknownThreshold(),
        model.trainingDataSha256(),
        model.figures());
  }

  @Test
  void theGainOfAMicrophoneChangesNoAnswerOfAlignedLoudness() {
    // Given: nothing is louder than a full scale afterwards, or softer than nothing
    Ensemble pair = aligned();
    byte[] model = NetworkExport.toOnnx(pair, metadata(pair), Precision.FP32);
    List<InputWindow> windows =
        windows(20, pair.features()).stream().map(w -> shifted(w, 0.5, 60)).toList();
    List<InputWindow> louder = windows.stream().map(w -> shifted(w, 1, 40)).toList();

    // When
    try (OnnxScorer scorer = new OnnxScorer(model, 40, 198)) {
      float[][] quiet = scorer.probabilities(windows);
      float[][] loud = scorer.probabilities(louder);

      // Then
      for (int n = 0; n < quiet.length; n++) {
        assertThat(loud[n]).containsExactly(quiet[n], Offset.offset(1e-4f));
      }
    }
  }

  private Ensemble aligned() {
    GainInvariantConfig patterns =
        new GainInvariantConfig(40, 198, 7, List.of(16, 16, 32), 48, 16, 0.2, true, 10);
    FunctionalsConfig statistics = FunctionalsConfig.standard(40, 198, 7, true);
    return new Ensemble(
        List.of(
            new TrainedNetwork(patterns, weights(patterns)),
            new TrainedNetwork(statistics, weights(statistics))));
  }

  private static InputWindow shifted(InputWindow window, double factor, int levels) {
    byte[] changed = window.levels().clone();
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (byte) (Byte.toUnsignedInt(changed[i]) * factor + levels);
    }
    return new InputWindow(changed, window.statistics(), window.past());
  }

  private void assertParity(Ensemble ensemble) {
    ModelMetadata metadata = metadata(ensemble);
    List<InputWindow> windows = windows(60, ensemble.features());
    for (Precision precision : Precision.values()) {
      byte[] model = NetworkExport.toOnnx(ensemble, metadata, precision);
      assertThat(Parity.maxDifference(ensemble, TEMPERATURE, model, windows))
          .as(precision.name())
          .isLessThanOrEqualTo(precision.tolerance());
      try (OnnxScorer scorer = new OnnxScorer(model, 40, 198)) {
        InputWindow window = windows.get(0);
        float[] fresh = scorer.probabilities(List.of(window.after(metadata.newSensorPast())))[0];
        assertThat(scorer.probabilities(List.of(window))[0]).isNotEqualTo(fresh);
      }
    }
  }

  private ModelMetadata metadata(Ensemble ensemble) {
    return new ModelMetadata(
        "compact",
        "0",
        LABELS,
        FRONT_END,
        ensemble.memory().map(memory -> memory.of(normalisation())),
        SensorMemory.features(ensemble),
        TEMPERATURE,
        0.5,
        "0".repeat(64),
        Map.of());
  }

  private static Normalisation normalisation() {
    float[] mean = new float[40];
    float[] deviation = new float[40];
    Arrays.fill(mean, 120);
    Arrays.fill(deviation, 30);
    return new Normalisation(mean, deviation);
  }

  /** Weights with statistics that differ from those of a new network. */
  private Weights weights(Network network) {
    Weights weights = Weights.initial(NetworkPlan.of(network), normalisation(), random);
    for (ParameterSpec spec : weights.specs()) {
      float[] array = weights.array(spec.name());
      for (int i = 0; i < array.length; i++) {
        switch (spec.role()) {
          case RUNNING_MEAN, BIAS, SHIFT -> array[i] = (float) (0.3 * random.nextGaussian());
          case RUNNING_VARIANCE, SCALE -> array[i] = (float) (0.5 + random.nextDouble());
          default -> {}
        }
      }
    }
    return weights;
  }

  private List<InputWindow> windows(int count, int features) {
    List<InputWindow> windows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      byte[] levels = new byte[40 * 198];
      for (int i = 0; i < levels.length; i++) {
        double wave = 60 * Math.sin(0.002 * (n + 1) * i) + 40 * random.nextGaussian();
        levels[i] = (byte) Math.max(0, Math.min(255, 120 + wave));
      }
      float[] statistics = new float[80];
      float[] past = new float[2 * features];
      for (int i = 0; i < 40; i++) {
        statistics[i] = 110 + 20 * random.nextFloat();
        statistics[40 + i] = 20 + 20 * random.nextFloat();
      }
      for (int i = 0; i < features; i++) {
        past[i] = (float) random.nextGaussian();
        past[features + i] = 0.5f + random.nextFloat();
      }
      windows.add(new InputWindow(levels, statistics, past));
    }
    return windows;
  }
}
