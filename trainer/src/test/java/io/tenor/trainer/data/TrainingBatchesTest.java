package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.spectrogram.FrontEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainingBatchesTest {

  private static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 512, 400, 160, FrontEnd.Scale.MEL, 4, 50, 7_600, -100, 0, 10);
  private static final int WINDOW = 40;
  private static final LevelAugmentation NONE = new LevelAugmentation(0, 0, 0, 0, 0, 0);

  /** Utterance i holds level 10 (i + 1) throughout. */
  private static TrainingSet set(Emotion... emotions) {
    List<TrainingSet.Item> items = new ArrayList<>();
    for (Emotion emotion : emotions) {
      int i = items.size();
      byte[] levels = new byte[4 * (6 + i)];
      Arrays.fill(levels, (byte) (10 * (i + 1)));
      items.add(
          new TrainingSet.Item(
              new Utterance("u" + i, "s" + i, "t", emotion, new short[800]),
              Labels.index(emotion),
              List.of(new Columns(4, levels))));
    }
    return new TrainingSet(FRONT_END, items);
  }

  private static final TrainingSet FIVE =
      set(Emotion.ANGER, Emotion.ANGER, Emotion.ANGER, Emotion.FEAR, Emotion.NEUTRAL);

  private static BatchSettings settings(int size, double smoothing, double balance, double mixup) {
    return new BatchSettings(
        size, Labels.count(), smoothing, balance, mixup, 0, NONE, Optional.empty());
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    // Given
    BatchSettings settings =
        new BatchSettings(
            4,
            Labels.count(),
            0.1,
            0.5,
            0.5,
            0.1,
            new LevelAugmentation(5, 4, 0.1, 1, 3, 2),
            Optional.empty());
    TrainingBatches once = new TrainingBatches(FIVE, settings, false, 7);
    for (int step = 0; step < 3; step++) {
      once.batch(step);
    }

    // When
    TrainingBatches.Batch later = once.batch(3);
    TrainingBatches.Batch direct = new TrainingBatches(FIVE, settings, false, 7).batch(3);
    TrainingBatches.Batch otherSeed = new TrainingBatches(FIVE, settings, false, 8).batch(3);

    // Then
    assertThat(later.levels()).containsExactly(direct.levels());
    assertThat(later.targets()).containsExactly(direct.targets());
    assertThat(later.levels()).isNotEqualTo(otherSeed.levels());
  }

  @Test
  void everyUtteranceComesOnceAnEpoch() {
    // Given
    TrainingBatches batches = new TrainingBatches(FIVE, settings(1, 0, 0, 0), false, 3);

    for (int epoch = 0; epoch < 4; epoch++) {
      // When
      List<Float> seen = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        seen.add(batches.batch(5 * epoch + i).levels()[0]);
      }

      // Then
      assertThat(seen).containsExactlyInAnyOrder(10f, 20f, 30f, 40f, 50f);
    }
  }

  @Test
  void smoothedTargetsSumToOne() {
    // When
    float[] targets =
        new TrainingBatches(set(Emotion.FEAR), settings(1, 0.14, 0, 0), false, 1)
            .batch(0)
            .targets();

    // Then
    assertThat(targets[Labels.index(Emotion.FEAR)]).isCloseTo(0.88f, Offset.offset(1e-6f));
    assertThat(targets[Labels.index(Emotion.ANGER)]).isCloseTo(0.02f, Offset.offset(1e-6f));
  }

  @Test
  void fullBalanceGivesEveryLabelTheSameSay() {
    // Given
    int[] counts = {3, 1, 0, 6};

    // When
    double[] weights = TrainingBatches.classWeights(counts, 1);

    // Then
    assertThat(weights[0] * 3).isCloseTo(weights[1], Offset.offset(1e-9));
    assertThat(weights[0] * 3).isCloseTo(weights[3] * 6, Offset.offset(1e-9));
    assertThat(weights[0] * 3 + weights[1] + weights[3] * 6).isCloseTo(10, Offset.offset(1e-9));
    assertThat(TrainingBatches.classWeights(counts, 0)).containsOnly(1);
  }

  @Test
  void mixedWindowsHaveTheirTargetsMixedInTheSameShare() {
    // Given: levels 10 and 20, labels anger and fear
    TrainingSet two = set(Emotion.ANGER, Emotion.FEAR);
    TrainingBatches batches = new TrainingBatches(two, settings(2, 0, 0, 1), false, 1);
    int anger = Labels.index(Emotion.ANGER);
    int fear = Labels.index(Emotion.FEAR);

    for (int step = 0; step < 20; step++) {
      // When
      TrainingBatches.Batch batch = batches.batch(step);

      // Then
      for (int i = 0; i < 2; i++) {
        float fearShare = (batch.levels()[i * WINDOW] - 10) / 10;
        assertThat(batch.targets()[i * Labels.count() + fear])
            .isCloseTo(fearShare, Offset.offset(1e-5f));
        assertThat(batch.targets()[i * Labels.count() + anger])
            .isCloseTo(1 - fearShare, Offset.offset(1e-5f));
      }
      assertThat(batch.levels()[0]).as("mixed at all").isNotIn(10f, 20f);
    }
  }

  @Test
  void normalisationIsThatOfAllColumns() {
    // Given: six columns of 10 and seven of 20
    TrainingSet two = set(Emotion.ANGER, Emotion.FEAR);

    // When
    float[] mean = two.normalisation().mean();
    float[] deviation = two.normalisation().deviation();

    // Then
    assertThat(mean).containsOnly((6 * 10 + 7 * 20) / 13f);
    assertThat(deviation[0]).isCloseTo((float) Math.sqrt(42) * 10 / 13, Offset.offset(1e-4f));
  }
}
