package io.tenor.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.InputWindow;
import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Normalisation;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.SensorMemory;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.TrainedNetwork;
import io.tenor.trainer.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkExportTest {

  private static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.MEL, 40, 50, 7_600, -100, 0, 198);
  private static final List<String> LABELS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final CompactConfig CONFIG =
      new CompactConfig(
          40, 198, LABELS.size(), SensorPast.FEATURES, 5, List.of(16, 16, 32), 48, 16, 0.2);
  private static final double TEMPERATURE = 0.7;

  private final Random random = new Random(7);
  private final Weights weights = unusualWeights();

  @Test
  void onnxRuntimeGivesTheProbabilitiesOfTheTrainedNetwork() {
    // Given
    List<InputWindow> windows = windows(100);
    byte[] model = NetworkExport.toOnnx(Ensemble.of(CONFIG, weights), metadata(), Precision.FP32);

    // When
    double difference =
        Parity.maxDifference(Ensemble.of(CONFIG, weights), TEMPERATURE, model, windows);

    // Then
    assertThat(difference).isLessThanOrEqualTo(Precision.FP32.tolerance());
    assertThat(spread(model, windows)).as("windows do not all look alike").isGreaterThan(0.05);
  }

  @Test
  void networksThatAnswerTogetherAreOneModel() {
    // Given
    Ensemble pair = Ensemble.of(CONFIG, weights, unusualWeights());
    ModelMetadata one = metadata();
    ModelMetadata both = metadata(SensorMemory.features(pair));
    List<InputWindow> windows = windows(40).stream().map(w -> w.after(twice(w.past()))).toList();

    // When
    byte[] model = NetworkExport.toOnnx(pair, both, Precision.FP32);
    byte[] half = NetworkExport.toOnnx(pair, both, Precision.FP16);

    // Then
    assertThat(Parity.maxDifference(pair, TEMPERATURE, model, windows))
        .isLessThanOrEqualTo(Precision.FP32.tolerance());
    assertThat(Parity.maxDifference(pair, TEMPERATURE, half, windows))
        .isLessThanOrEqualTo(Precision.FP16.tolerance());
    assertThatThrownBy(() -> NetworkExport.toOnnx(pair, one, Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyANetworkThatComparesHasAShareInThePast() {
    // Given: two networks that do not compare around one that does
    CompactConfig plain =
        new CompactConfig(
            40, 198, LABELS.size(), SensorPast.NONE, 5, List.of(16, 16, 32), 48, 16, 0.2);
    Ensemble ensemble =
        new Ensemble(
            List.of(
                new TrainedNetwork(plain, unusualWeights(plain)),
                new TrainedNetwork(CONFIG, weights),
                new TrainedNetwork(plain, unusualWeights(plain))));
    List<InputWindow> windows = windows(40);

    // When
    ModelMetadata metadata = metadata(SensorMemory.features(ensemble));
    byte[] model = NetworkExport.toOnnx(ensemble, metadata, Precision.FP32);

    // Then
    assertThat(metadata).isEqualTo(metadata());
    assertThat(Parity.maxDifference(ensemble, TEMPERATURE, model, windows))
        .isLessThanOrEqualTo(Precision.FP32.tolerance());
    try (OnnxScorer scorer = new OnnxScorer(model, CONFIG.bands(), CONFIG.frames())) {
      InputWindow window = windows.get(0);
      float[] fresh = scorer.probabilities(List.of(window.after(metadata.newSensorPast())))[0];
      assertThat(scorer.probabilities(List.of(window))[0]).isNotEqualTo(fresh);
    }
  }

  /** The statistics of two networks' features: each row twice, the second time a little off. */
  private static float[] twice(float[] past) {
    int features = past.length / 2;
    float[] both = new float[2 * past.length];
    for (int i = 0; i < past.length; i++) {
      int at = i / features * 2 * features + i % features;
      both[at] = past[i];
      both[at + features] = past[i] * 1.1f;
    }
    return both;
  }

  @Test
  void atSixteenBitsTheFileIsHalfTheSizeAndSaysNearlyTheSame() {
    // Given
    List<InputWindow> windows = windows(100);
    byte[] full = NetworkExport.toOnnx(Ensemble.of(CONFIG, weights), metadata(), Precision.FP32);

    // When
    byte[] half = NetworkExport.toOnnx(Ensemble.of(CONFIG, weights), metadata(), Precision.FP16);

    // Then
    double difference =
        Parity.maxDifference(Ensemble.of(CONFIG, weights), TEMPERATURE, half, windows);
    assertThat(difference).isBetween(1e-6, Precision.FP16.tolerance());
    int text = metadata().toProperties().toString().length();
    assertThat(half.length - text).isLessThan((int) (0.65 * (full.length - text)));
  }

  @Test
  void parityNoticesAnotherNetworksModel() {
    // Given
    Weights other = weights.copy();
    Arrays.fill(other.array("level2.a.mean"), 5);
    byte[] model = NetworkExport.toOnnx(Ensemble.of(CONFIG, other), metadata(), Precision.FP32);

    // When
    double difference =
        Parity.maxDifference(Ensemble.of(CONFIG, weights), TEMPERATURE, model, windows(20));

    // Then
    assertThat(difference).isGreaterThan(Precision.FP32.tolerance());
  }

  @Test
  void aWindowScoresTheSameBitsInEveryBatchSize() {
    // Given
    List<InputWindow> windows = windows(32);
    byte[] model = NetworkExport.toOnnx(Ensemble.of(CONFIG, weights), metadata(), Precision.FP32);

    try (OnnxScorer scorer = new OnnxScorer(model, CONFIG.bands(), CONFIG.frames())) {
      float[][] alone =
          windows.stream().map(w -> scorer.probabilities(List.of(w))[0]).toArray(float[][]::new);
      for (int size : new int[] {2, 8, 32}) {
        // When
        List<float[]> batched = new ArrayList<>();
        for (int start = 0; start < windows.size(); start += size) {
          List<InputWindow> batch = windows.subList(start, start + size);
          batched.addAll(Arrays.asList(scorer.probabilities(batch)));
        }

        // Then
        assertThat(batched.toArray(float[][]::new)).as("batches of %d", size).isDeepEqualTo(alone);
      }
    }
  }

  @Test
  void theFileDescribesItself() {
    // Given
    byte[] model = NetworkExport.toOnnx(Ensemble.of(CONFIG, weights), metadata(), Precision.FP32);

    // When
    Map<String, String> properties;
    try (OnnxScorer scorer = new OnnxScorer(model, CONFIG.bands(), CONFIG.frames())) {
      properties = scorer.properties();
    }

    // Then
    assertThat(ModelMetadata.parse(properties)).isEqualTo(metadata());
  }

  @Test
  void metadataOfAnotherNetworkAreRefused() {
    CompactConfig other =
        new CompactConfig(40, 100, 7, SensorPast.FEATURES, 5, List.of(8, 12), 24, 8, 0);
    assertThatThrownBy(
            () -> NetworkExport.toOnnx(Ensemble.of(other, weights), metadata(), Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another network than compact of 40 x 100");
  }

  private static double spread(byte[] model, List<InputWindow> windows) {
    try (OnnxScorer scorer = new OnnxScorer(model, CONFIG.bands(), CONFIG.frames())) {
      float[][] all = scorer.probabilities(windows);
      double spread = 0;
      for (int label = 0; label < LABELS.size(); label++) {
        int column = label;
        DoubleSummaryStatistics seen =
            Arrays.stream(all).mapToDouble(row -> row[column]).summaryStatistics();
        spread = Math.max(spread, seen.getMax() - seen.getMin());
      }
      return spread;
    }
  }

  private ModelMetadata metadata() {
    return metadata(SensorMemory.features(Ensemble.of(CONFIG, weights)));
  }

  private static ModelMetadata metadata(Optional<FeatureNormalisation> comparison) {
    return new ModelMetadata(
        "compact",
        "1",
        LABELS,
        FRONT_END,
        Optional.of(SensorMemory.standard().of(normalisation())),
        comparison,
        TEMPERATURE,
        0.5,
        "0".repeat(64),
        Map.of("loso_uar_mean", "0.8"));
  }

  private static Normalisation normalisation() {
    float[] mean = new float[CONFIG.bands()];
    float[] deviation = new float[CONFIG.bands()];
    for (int band = 0; band < mean.length; band++) {
      mean[band] = 90 + 2 * band;
      deviation[band] = 20 + band;
    }
    return new Normalisation(mean, deviation);
  }

  /** Every array away from its start, so that a fold which forgets one of them shows. */
  private Weights unusualWeights() {
    return unusualWeights(CONFIG);
  }

  private Weights unusualWeights(CompactConfig config) {
    NetworkPlan plan = NetworkPlan.of(config);
    Weights result = Weights.initial(plan, normalisation(), random);
    for (ParameterSpec spec : plan.parameters()) {
      float[] array = result.array(spec.name());
      for (int i = 0; i < array.length; i++) {
        switch (spec.role()) {
          case SCALE, RUNNING_VARIANCE -> array[i] = 0.5f + random.nextFloat();
          case SHIFT, BIAS, RUNNING_MEAN -> array[i] = (float) random.nextGaussian() * 0.3f;
          default -> {}
        }
      }
    }
    float[] output = result.array("output.weight");
    for (int i = 0; i < output.length; i++) {
      output[i] *= 0.05f; // answers neither all alike nor all certain
    }
    return result;
  }

  /** Smooth pictures of speech-like contrast: a few bumps on a floor, then noise. */
  private List<InputWindow> windows(int count) {
    List<InputWindow> windows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      byte[] window = new byte[CONFIG.bands() * CONFIG.frames()];
      double tempo = 0.02 + 0.2 * random.nextDouble();
      double tilt = random.nextDouble() * 3;
      double loudness = 60 + 140 * random.nextDouble();
      double contrast = 10 + 70 * random.nextDouble();
      for (int i = 0; i < window.length; i++) {
        int band = i / CONFIG.frames();
        int frame = i % CONFIG.frames();
        double level = loudness + contrast * Math.sin(tempo * frame + band * 0.3) - tilt * band;
        window[i] = (byte) Math.max(0, Math.min(255, level + 15 * random.nextGaussian()));
      }
      double shift = 100 * random.nextDouble() - 50;
      float[] past = new float[2 * CONFIG.bands()];
      for (int band = 0; band < CONFIG.bands(); band++) {
        past[band] = (float) (loudness + shift - tilt * band);
        past[CONFIG.bands() + band] = (float) contrast + 20 * random.nextFloat();
      }
      float[] features = new float[2 * CONFIG.features()];
      for (int i = 0; i < features.length; i++) {
        features[i] = i < CONFIG.features() ? (float) random.nextGaussian() : random.nextFloat();
      }
      windows.add(new InputWindow(window, past, features));
    }
    return windows;
  }
}
