package io.tenor.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.evaluation.ConfusionMatrix;
import io.tenor.trainer.data.PictureSettings;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.evaluation.Answers;
import io.tenor.trainer.evaluation.UtteranceScorer;
import io.tenor.trainer.network.Ensemble;
import io.tenor.trainer.network.PaperConfig;
import io.tenor.trainer.network.PaperConfig.Level;
import io.tenor.trainer.network.ParameterSpec;
import io.tenor.trainer.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperTrainingTest {

  private static final PaperConfig NETWORK =
      new PaperConfig(
          "toy",
          16,
          Labels.count(),
          List.of(new Level(16, 2, 1), new Level(16, 4, 1)),
          List.of(2, 3),
          List.of(16));
  private static final TrainingSet SET = ToyCorpus.of(ToyCorpus.SQUARE, 2, 2);
  private static final PictureSettings PICTURES =
      new PictureSettings(8, Labels.count(), 0.9, 0.5, 0.1, 0.2, 0.05);

  @TempDir private Path folder;

  private static Training training(int steps, int part) {
    RmsPropSettings settings = new RmsPropSettings(steps, 8, 2e-3, 1e-6, 0.9, 1e-7, 1, part, 11);
    return new Training(NETWORK, settings, PICTURES, SET, "toy");
  }

  @Test
  void aNetworkOfThePaperLearnsWhereTheEnergyLies() throws IOException {
    // When
    Weights weights =
        training(400, 8).train(folder.resolve("c"), false, () -> false, p -> {}).orElseThrow();

    // Then
    TrainingSet unheard = ToyCorpus.of(ToyCorpus.SQUARE, 3, 2).speakers("s2"::equals);
    try (UtteranceScorer scorer =
        new UtteranceScorer(Ensemble.of(NETWORK, weights), SET.normalisation())) {
      ConfusionMatrix matrix = Answers.matrix(scorer.alone(unheard), Labels.count());
      assertThat(matrix.accuracy()).isGreaterThan(0.9);
    }
  }

  @Test
  void stoppedAndResumedGivesTheNetworkOfOneRun() throws IOException {
    // Given
    Weights whole =
        training(12, 8).train(folder.resolve("a"), false, () -> false, p -> {}).orElseThrow();
    AtomicInteger steps = new AtomicInteger();

    // When
    assertThat(
            training(12, 8)
                .train(folder.resolve("b"), false, () -> steps.incrementAndGet() == 5, p -> {}))
        .isEmpty();
    Weights resumed =
        training(12, 8).train(folder.resolve("b"), true, () -> false, p -> {}).orElseThrow();

    // Then
    for (ParameterSpec spec : whole.specs()) {
      assertThat(resumed.array(spec.name()))
          .as(spec.name())
          .containsExactly(whole.array(spec.name()));
    }
  }

  @Test
  void aBatchInPartsGivesTheStepOfTheWhole() throws IOException {
    // When
    Weights whole =
        training(1, 8).train(folder.resolve("a"), false, () -> false, p -> {}).orElseThrow();
    Weights parts =
        training(1, 3).train(folder.resolve("b"), false, () -> false, p -> {}).orElseThrow();

    // Then
    for (ParameterSpec spec : whole.specs()) {
      assertThat(parts.array(spec.name()))
          .as(spec.name())
          .containsExactly(whole.array(spec.name()), Offset.offset(1e-6f));
    }
  }

  @Test
  void epochsAreReportedOnceEachAndAtTheEnd() throws IOException {
    // Given: 28 utterances in batches of 8, so passes end within steps 4, 7, 11 and 14
    List<Epoch> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void accept(TrainingProgress progress) {
            assertThat(progress.step()).isPositive();
          }

          @Override
          public void epochEnds(Epoch epoch) {
            epochs.add(epoch);
          }
        };

    // When
    training(15, 8).train(folder.resolve("c"), false, () -> false, listener);

    // Then
    assertThat(epochs).extracting(Epoch::step).containsExactly(4, 7, 11, 14, 15);
    assertThat(epochs).extracting(Epoch::number).containsExactly(1, 2, 3, 4, 4);
    assertThat(epochs)
        .allSatisfy(
            epoch -> {
              assertThat(epoch.loss()).isBetween(0.0, 10.0);
              assertThat(epoch.accuracy()).isBetween(0.0, 1.0);
            });
  }

  @Test
  void anotherNetworksCheckpointIsRefused() throws IOException {
    // Given
    Path checkpoint = folder.resolve("c");
    training(2, 8).train(checkpoint, false, () -> false, p -> {});

    // When and then
    assertThatThrownBy(() -> training(2, 4).train(checkpoint, true, () -> false, p -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made with other data or settings");
  }
}
