package io.tenor.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FeatureNormalisation;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.trainer.network.InputWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the models in {@code src/models} promise. */
class ShippedModelTest {

  private static final Path MODELS = Path.of("../src/models");
  private static final int BANDS = 40;
  private static final int FRAMES = 198;

  private byte[] model;
  private OnnxScorer scorer;

  private void load(String name) throws IOException {
    model = Files.readAllBytes(MODELS.resolve(name + ".onnx"));
    scorer = new OnnxScorer(model, BANDS, FRAMES);
  }

  @AfterEach
  void close() {
    scorer.close();
  }

  @ParameterizedTest
  @CsvSource({"compact, loso_uar_pooled, loso_ece", "broad, loco_uar, loco_test_only_ece"})
  void itDescribesItselfWithItsMeasuredFigures(String name, String recall, String error)
      throws IOException {
    // Given
    load(name);

    // When
    ModelMetadata metadata = ModelMetadata.parse(scorer.properties());

    // Then
    assertThat(metadata.labels()).isEqualTo(Labels.names());
    assertThat(metadata.frontEnd().bands()).isEqualTo(BANDS);
    assertThat(metadata.frontEnd().windowFrames()).isEqualTo(FRAMES);
    assertThat(metadata.figures())
        .containsKeys(recall, error)
        .allSatisfy(
            (figure, value) ->
                assertThat(Double.parseDouble(value))
                    .as(figure)
                    .isBetween(0.0, figure.endsWith("_seeds") ? 100.0 : 1.0));
    assertThat(metadata.name()).isEqualTo(name);
    assertThat(metadata.licence().isPresent()).isEqualTo(name.equals("broad"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"compact", "broad"})
  void itIsSmallEnoughForTheRepository(String name) throws IOException {
    load(name);
    assertThat(model.length).isLessThanOrEqualTo(2_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compact", "broad"})
  void aWindowScoresTheSameBitsInEveryBatchSize(String name) throws IOException {
    // Given
    load(name);
    List<InputWindow> windows = windows(32);
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

  private List<InputWindow> windows(int count) {
    int features =
        ModelMetadata.parse(scorer.properties())
            .comparison()
            .map(FeatureNormalisation::features)
            .orElse(0);
    Random random = new Random(4);
    List<InputWindow> windows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      byte[] window = new byte[BANDS * FRAMES];
      double tempo = 0.02 + 0.2 * random.nextDouble();
      for (int i = 0; i < window.length; i++) {
        double swing = 60 * Math.sin(tempo * (i % FRAMES) + 0.1 * i / FRAMES);
        window[i] = (byte) Math.max(0, Math.min(255, 120 + swing + 20 * random.nextGaussian()));
      }
      float[] past = new float[2 * BANDS];
      for (int band = 0; band < BANDS; band++) {
        past[band] = 60 + 30 * random.nextFloat();
        past[BANDS + band] = 20 + 10 * random.nextFloat();
      }
      float[] pooled = new float[2 * features];
      for (int i = 0; i < pooled.length; i++) {
        pooled[i] = i < features ? (float) random.nextGaussian() : 0.1f + random.nextFloat();
      }
      windows.add(new InputWindow(window, past, pooled));
    }
    return windows;
  }
}
