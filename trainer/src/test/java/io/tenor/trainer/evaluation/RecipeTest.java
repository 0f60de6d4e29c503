package io.tenor.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.trainer.data.BatchSettings;
import io.tenor.trainer.data.CorpusMix;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.data.WholeWindows;
import io.tenor.trainer.network.CompactConfig;
import io.tenor.trainer.network.FunctionalsConfig;
import io.tenor.trainer.network.Network;
import io.tenor.trainer.network.SensorPast;
import io.tenor.trainer.report.Report;
import io.tenor.trainer.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeTest {

  private static Recipe standard(SampleNoise noise) {
    Network patterns =
        CompactConfig.standard(40, 198, Labels.count(), SensorPast.FEATURES, CompactConfig.FILTERS);
    Network functionals = FunctionalsConfig.standard(40, 198, Labels.count());
    return new Recipe(
        List.of(
            new Recipe.Member(patterns, BatchSettings.standard(32, patterns)),
            new Recipe.Member(functionals, WholeWindows.standard(32, functionals))),
        TrainingSettings.standard(1_500, 32, 1),
        noise);
  }

  @Test
  void theShippedReportsAreStillOfTheStandardRecipe() throws IOException {
    for (String report : List.of("loso.json", "loso-text.json")) {
      assertThat(Report.read(Path.of("../docs/results", report)).settings())
          .isEqualTo(standard(SampleNoise.LIGHT).describe());
    }
  }

  @Test
  void aRecipeOfSeveralCorporaSaysHowTheyAreDrawn() {
    // Given
    Network network = FunctionalsConfig.standard(40, 198, Labels.count());
    WholeWindows one = WholeWindows.standard(32, network);
    CorpusMix mix = new CorpusMix(Map.of("nemo", 2.0), 0.1, 0.25, 0.15);

    // When
    String several = one.of(mix).toString();

    // Then
    assertThat(one.toString()).doesNotContain("mix=");
    assertThat(several)
        .endsWith(", mix=CorpusMix[weights={nemo=2.0}, absent=0.1, oneMood=0.25, brief=0.15]]]");
  }

  @Test
  void aRecipeOfLouderNoiseIsAnotherOne() {
    assertThat(standard(SampleNoise.LOUD).describe())
        .isEqualTo(standard(SampleNoise.LIGHT).describe() + "\nnoise=LOUD");
    assertThat(standard(SampleNoise.LOUD).withSeed(2).member(1).noise())
        .isEqualTo(SampleNoise.LOUD);
  }

  @Test
  void aRecipeOfOtherVariantsIsAnotherOneForEverySeedAndMember() {
    // Given
    Recipe standard = standard(SampleNoise.LIGHT);

    // When
    Recipe other =
        new Recipe(
            standard.members(), standard.settings(), standard.noise(), Optional.of("variants=4"));

    // Then
    assertThat(other.describe()).isEqualTo(standard.describe() + "\nvariants=4");
    assertThat(other.withSeed(2).member(1).describe()).endsWith("\nvariants=4");
  }
}
