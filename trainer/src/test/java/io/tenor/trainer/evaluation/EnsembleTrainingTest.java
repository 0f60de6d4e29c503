package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.LevelAugmentation;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.data.ToyCorpus;
import io.tenor.trainer.data.TrainingSet;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTrainingTest {

  private static final TrainingSet SET = ToyCorpus.of(3, 1);

  @TempDir private Path work;

  private static Recipe recipe(SampleNoise noise, Optional<String> variants) {
    LevelAugmentation none = new LevelAugmentation(0, 0, 0, 0, 0, 0);
    Recipe.Member member =
        new Recipe.Member(
            new CompactConfig(14, 24, Labels.count(), SensorPast.NONE, 3, List.of(16), 16, 16, 0.2),
            new BatchSettings(4, Labels.count(), 0, 0, 0, 0, none, Optional.empty()));
    return new Recipe(
        List.of(member), new TrainingSettings(3, 4, 0.01, 0, 5, 0.5, 1), noise, variants);
  }

  private boolean train(Recipe recipe, boolean resume, boolean stop) throws IOException {
    return new EnsembleTraining(recipe, seed -> SET, "hash")
        .train(member -> work.resolve("train.checkpoint"), resume, () -> stop, progress -> {})
        .isPresent();
  }

  @Test
  void aRunGoesOnWithTheVariantsThatItBeganWith() throws IOException {
    // Given: a run that was stopped
    Recipe quiet = recipe(SampleNoise.LIGHT, Optional.empty());
    assertThat(train(quiet, false, true)).isFalse();

    // When, Then
    assertThatThrownBy(() -> train(recipe(SampleNoise.LOUD, Optional.empty()), true, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("was made with other data or settings");
    assertThatThrownBy(
            () -> train(recipe(SampleNoise.LIGHT, Optional.of("variants=4")), true, false))
        .isInstanceOf(IOException.class);
    assertThat(train(quiet, true, false)).isTrue();
  }
}
