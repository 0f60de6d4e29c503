package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.LevelAugmentation;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.Prediction;
import io.tenor.trainer.evaluation.UtteranceScorer;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.Engines;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  private static final CompactConfig CONFIG =
      new CompactConfig(14, 24, Labels.count(), SensorPast.NONE, 3, List.of(16, 16), 16, 16, 0.2);
  private static final TrainingSet SET = ToyCorpus.of(2, 2);
  private static final BatchSettings BATCHES =
      new BatchSettings(
          8,
          Labels.count(),
          0.05,
          0.5,
          0.2,
          0,
          new LevelAugmentation(2, 2, 0, 1, 4, 1),
          Optional.empty());

  @TempDir private Path folder;

  @BeforeAll
  static void oneThread() {
    Engines.useThreads(1);
  }

  private static Training training(int steps) {
    TrainingSettings settings = new TrainingSettings(steps, 8, 0.02, 0.01, 5, 0.9, 11);
    return new Training(CONFIG, settings, BATCHES, SET, "toy");
  }

  @Test
  void aNetworkLearnsWhereTheEnergyLies() throws IOException {
    // Given
    List<TrainingProgress> reports = new ArrayList<>();

    // When
    Weights weights =
        training(150).train(folder.resolve("c"), false, () -> false, reports::add).orElseThrow();

    // Then
    TrainingSet unheard = ToyCorpus.of(3, 2).speakers("s2"::equals);
    ConfusionMatrix matrix = Answers.matrix(heard(weights, unheard), Labels.count());
    assertThat(matrix.accuracy()).isGreaterThan(0.9);
    TrainingProgress last = reports.get(reports.size() - 1);
    assertThat(last.step()).isEqualTo(150);
    assertThat(last.loss()).isLessThan(reports.get(0).loss());
    assertThat(last.left()).isZero();
    assertThat(last.waiting()).isBetween(0.0, 1.0);
    assertThat(last.line()).contains("step 150/150", "waiting for data");
  }

  @Test
  void stoppedAndResumedGivesTheNetworkOfOneRun() throws IOException {
    // Given
    Weights whole =
        training(12).train(folder.resolve("a"), false, () -> false, p -> {}).orElseThrow();
    AtomicInteger steps = new AtomicInteger();

    // When
    assertThat(
            training(12)
                .train(folder.resolve("b"), false, () -> steps.incrementAndGet() == 5, p -> {}))
        .isEmpty();
    Weights resumed =
        training(12).train(folder.resolve("b"), true, () -> false, p -> {}).orElseThrow();

    // Then
    for (ParameterSpec spec : whole.specs()) {
      assertThat(resumed.array(spec.name()))
          .as(spec.name())
          .containsExactly(whole.array(spec.name()));
    }
  }

  @Test
  void aCheckpointOfOtherSettingsIsRefusedWithTheRemedy() throws IOException {
    // Given
    Path checkpoint = folder.resolve("c");
    training(2).train(checkpoint, false, () -> false, p -> {});

    // When and then
    assertThatThrownBy(() -> training(3).train(checkpoint, true, () -> false, p -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(checkpoint + " was made with other data or settings");
  }

  @Test
  void aDamagedCheckpointIsRefusedWithTheRemedy() throws IOException {
    // Given
    Path checkpoint = folder.resolve("c");
    training(2).train(checkpoint, false, () -> false, p -> {});
    byte[] bytes = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));

    // When and then
    assertThatThrownBy(() -> training(2).train(checkpoint, true, () -> false, p -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a whole checkpoint: remove it");
  }

  private static List<Prediction> heard(Weights weights, TrainingSet set) {
    try (UtteranceScorer scorer =
        new UtteranceScorer(Ensemble.of(CONFIG, weights), set.normalisation())) {
      return scorer.alone(set);
    }
  }
}
