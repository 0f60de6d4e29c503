package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.corpus.Labels;
import io.tenor.schema.Emotion;
import io.tenor.trainer.network.SensorMemory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SensorGroupsTest {

  private static final TrainingSet SET = ToyCorpus.of(5, 3);
  private static final int SIZE = 32;

  private final SplittableRandom random = new SplittableRandom(9);

  private static SensorGroups groups(double freshShare, double moodShare) {
    return new SensorGroups(
        SET, new HistorySettings(SensorMemory.standard(), freshShare, 16, moodShare, 4));
  }

  private static String speaker(TrainingSet.Item item) {
    return item.utterance().speaker();
  }

  @Test
  void aBatchHoldsAGroupOfNeighboursForEachSensor() {
    // When
    List<TrainingSet.Item> items = groups(0, 0).draw(SIZE, random);

    // Then
    assertThat(items).hasSize(SIZE);
    assertThat(groups(0, 0).moods(items, random)).containsOnly(SensorGroups.MIXED);
    for (int sensor = 0; sensor < 4; sensor++) {
      List<TrainingSet.Item> own = items.subList(8 * sensor, 8 * sensor + 8);
      assertThat(own).extracting(SensorGroupsTest::speaker).containsOnly(speaker(own.get(0)));
      assertThat(new HashSet<>(own)).as("no utterance twice").hasSize(8);
    }
    assertThat(items.stream().map(SensorGroupsTest::speaker).distinct()).hasSize(4);
  }

  @Test
  void aPastOfOneMoodIsOfItAlone() {
    // Given
    SensorGroups groups = groups(0.2, 1);
    boolean[] heard = new boolean[SIZE];
    Arrays.fill(heard, true);
    heard[3] = false;
    Set<Integer> seen = new TreeSet<>();
    int calm = 0;
    for (int batch = 0; batch < 200; batch++) {
      // When
      List<TrainingSet.Item> items = groups.draw(SIZE, random);
      int[] moods = groups.moods(items, random);
      float[] pasts = groups.pasts(items, heard, moods, random);

      // Then
      for (int row = 0; row < SIZE; row++) {
        seen.add(moods[row]);
        calm += moods[row] == Labels.index(Emotion.NEUTRAL) ? 1 : 0;
        for (int column = 0; column < SIZE; column++) {
          if (pasts[row * SIZE + column] > 0) {
            assertThat(column).isNotEqualTo(row).isNotEqualTo(3);
            assertThat(pasts[row * SIZE + column]).isBetween(1f, 12f);
            assertThat(speaker(items.get(column))).isEqualTo(speaker(items.get(row)));
            assertThat(items.get(column).label()).isEqualTo(moods[row]);
          }
        }
      }
    }
    assertThat(seen).hasSize(Labels.count()).doesNotContain(SensorGroups.MIXED);
    assertThat(calm / (200.0 * SIZE)).as("share of calm sensors").isBetween(0.3, 0.5);
  }

  @Test
  void aPastThatIsMixedHoldsSeveralMoodsAndAFreshSensorNone() {
    // Given
    SensorGroups groups = groups(0.5, 0);
    boolean[] heard = new boolean[SIZE];
    Arrays.fill(heard, true);
    Set<Integer> labels = new TreeSet<>();
    int fresh = 0;
    for (int batch = 0; batch < 50; batch++) {
      // When
      List<TrainingSet.Item> items = groups.draw(SIZE, random);
      int[] moods = groups.moods(items, random);
      float[] pasts = groups.pasts(items, heard, moods, random);

      // Then
      for (int row = 0; row < SIZE; row++) {
        boolean any = false;
        for (int column = 0; column < SIZE; column++) {
          if (pasts[row * SIZE + column] > 0) {
            any = true;
            labels.add(items.get(column).label());
          }
        }
        fresh += any ? 0 : 1;
      }
    }
    assertThat(labels).hasSize(Labels.count());
    assertThat(fresh / (50.0 * SIZE)).isBetween(0.45, 0.7);
  }
}
