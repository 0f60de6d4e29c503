package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import io.tenor.trainer.data.TrainingBatches.Batch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureBatchesTest {

  private static final int SIDE = ToyCorpus.SQUARE.bands();
  private static final int LABELS = Labels.count();
  private static final TrainingSet TOY = ToyCorpus.of(ToyCorpus.SQUARE, 2, 2);

  /** One utterance of exactly one window, in which level and column, or level and row, are one. */
  private static TrainingSet ramp(boolean overTime) {
    byte[] levels = new byte[SIDE * SIDE];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (10 * (overTime ? i / SIDE : i % SIDE));
    }
    Utterance utterance = new Utterance("u", "s", "t", Emotion.FEAR, new short[0]);
    return new TrainingSet(
        ToyCorpus.SQUARE,
        List.of(
            new TrainingSet.Item(
                utterance, Labels.index(Emotion.FEAR), List.of(new Columns(SIDE, levels)))));
  }

  private static PictureSettings settings(
      int size, double crop, double flip, double grey, double noise) {
    return new PictureSettings(size, LABELS, crop, flip, grey, noise, 0.2);
  }

  @Test
  void aBatchDependsOnSeedAndStepAlone() {
    // Given
    PictureSettings settings = PictureSettings.standard(9, LABELS);
    BatchSource inOrder = settings.open(TOY, 4);
    inOrder.batch(0);
    inOrder.batch(1);

    // When
    Batch second = inOrder.batch(2);
    Batch fresh = settings.open(TOY, 4).batch(2);

    // Then
    assertThat(fresh.levels()).containsExactly(second.levels());
    assertThat(fresh.targets()).containsExactly(second.targets());
    assertThat(settings.open(TOY, 5).batch(2).levels()).isNotEqualTo(second.levels());
  }

  @Test
  void everyLabelComesAsOftenAsEveryOther() {
    // Given: anger three times as often as fear
    List<TrainingSet.Item> items = new ArrayList<>(ToyCorpus.of(ToyCorpus.SQUARE, 1, 1).items());
    for (TrainingSet.Item item : TOY.items()) {
      if (item.label() == Labels.index(Emotion.ANGER)) {
        items.add(item);
      }
    }
    BatchSource source =
        PictureSettings.standard(10, LABELS).open(new TrainingSet(ToyCorpus.SQUARE, items), 1);

    // When
    float[] sums = new float[LABELS];
    for (int step = 0; step < LABELS; step++) {
      float[] targets = source.batch(step).targets();
      for (int i = 0; i < targets.length; i++) {
        sums[i % LABELS] += targets[i];
      }
    }

    // Then
    assertThat(sums).containsOnly(10);
  }

  @Test
  void withoutChangesAPictureIsAWindow() {
    // When
    float[] levels = settings(1, 1, 0, 0, 0).open(ramp(false), 1).batch(0).levels();

    // Then: columns may be looped, rows are where they were
    for (int i = 0; i < levels.length; i++) {
      int row = i / SIDE;
      assertThat(levels[i]).isEqualTo(10 * row);
    }
  }

  @Test
  void aFlipMirrorsTime() {
    // When
    float[] plain = settings(1, 1, 0, 0, 0).open(ramp(true), 1).batch(0).levels();
    float[] flipped = settings(1, 1, 1, 0, 0).open(ramp(true), 1).batch(0).levels();

    // Then
    for (int i = 0; i < plain.length; i++) {
      assertThat(flipped[i]).isEqualTo(plain[i / SIDE * SIDE + SIDE - 1 - i % SIDE]);
    }
  }

  @Test
  void aCropEnlargesAPartWithoutNewLevels() {
    // When
    Batch batch = settings(40, 0.5, 0, 0, 0).open(ramp(false), 1).batch(0);

    // Then: rows rise still, and at least one picture misses the lowest and one the highest
    float lowest = 0;
    float highest = 150;
    for (int n = 0; n < batch.size(); n++) {
      int at = n * SIDE * SIDE;
      for (int row = 1; row < SIDE; row++) {
        float step = batch.levels()[at + row * SIDE] - batch.levels()[at + (row - 1) * SIDE];
        assertThat(step).isIn(0f, 10f, 20f);
      }
      lowest = Math.max(lowest, batch.levels()[at]);
      highest = Math.min(highest, batch.levels()[at + SIDE * SIDE - 1]);
    }
    assertThat(lowest).isBetween(10f, 80f);
    assertThat(highest).isBetween(70f, 140f);
  }

  @Test
  void greyMovesEveryLevelToTheGreysAndNoiseSomeAnywhere() {
    // When
    float[] plain = settings(1, 1, 0, 0, 0).open(ramp(false), 3).batch(0).levels();
    float[] grey = settings(1, 1, 0, 1, 0).open(ramp(false), 3).batch(0).levels();
    float[] noisy = settings(1, 1, 0, 0, 1).open(ramp(false), 3).batch(0).levels();

    // Then
    int changed = 0;
    for (int i = 0; i < plain.length; i++) {
      assertThat(grey[i]).isEqualTo(plain[i] + 256);
      assertThat(noisy[i]).isBetween(0f, 255f);
      changed += noisy[i] == plain[i] ? 0 : 1;
    }
    assertThat(changed).isBetween(1, (int) (0.2 * plain.length));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> settings(1, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smallestCrop must be above 0");
    assertThatThrownBy(() -> settings(1, 1, 2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 2.0");
  }
}
