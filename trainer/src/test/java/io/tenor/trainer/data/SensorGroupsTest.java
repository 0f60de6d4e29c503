package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Emotion;
import io.tenor.trainer.corpus.Labels;
import io.tenor.trainer.data.SensorGroups.Draw;
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

  private static String speaker(Draw draw) {
    return draw.item().utterance().speaker();
  }

  @Test
  void aBatchHoldsAGroupOfNeighboursForEachSensor() {
    // When
    List<Draw> draws = groups(0, 0).draw(SIZE, random);

    // Then
    assertThat(draws).hasSize(SIZE).allMatch(draw -> draw.mood() == SensorGroups.MIXED);
    for (int sensor = 0; sensor < 4; sensor++) {
      List<Draw> own = draws.subList(8 * sensor, 8 * sensor + 8);
      assertThat(own).extracting(SensorGroupsTest::speaker).containsOnly(speaker(own.get(0)));
      assertThat(new HashSet<>(own)).as("no utterance twice").hasSize(8);
    }
    assertThat(draws.stream().map(SensorGroupsTest::speaker).distinct()).hasSize(4);
  }

  @Test
  void aPastOfOneMoodIsOfItAlone() {
    // Given
    SensorGroups groups = groups(0.2, 1);
    boolean[] heard = new boolean[SIZE];
    Arrays.fill(heard, true);
    heard[3] = false;
    Set<Integer> moods = new TreeSet<>();
    int calm = 0;
    for (int batch = 0; batch < 200; batch++) {
      // When
      List<Draw> draws = groups.draw(SIZE, random);
      float[] pasts = groups.pasts(draws, heard, random);

      // Then
      for (int row = 0; row < SIZE; row++) {
        moods.add(draws.get(row).mood());
        calm += draws.get(row).mood() == Labels.index(Emotion.NEUTRAL) ? 1 : 0;
        for (int column = 0; column < SIZE; column++) {
          if (pasts[row * SIZE + column] > 0) {
            assertThat(column).isNotEqualTo(row).isNotEqualTo(3);
            assertThat(pasts[row * SIZE + column]).isBetween(1f, 8f);
            assertThat(speaker(draws.get(column))).isEqualTo(speaker(draws.get(row)));
            assertThat(draws.get(column).item().label()).isEqualTo(draws.get(row).mood());
          }
        }
      }
    }
    assertThat(moods).hasSize(Labels.count()).doesNotContain(SensorGroups.MIXED);
    assertThat(calm / (200.0 * SIZE)).as("share of calm sensors").isBetween(0.4, 0.58);
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
      List<Draw> draws = groups.draw(SIZE, random);
      float[] pasts = groups.pasts(draws, heard, random);

      // Then
      for (int row = 0; row < SIZE; row++) {
        boolean any = false;
        for (int column = 0; column < SIZE; column++) {
          if (pasts[row * SIZE + column] > 0) {
            any = true;
            labels.add(draws.get(column).item().label());
          }
        }
        fresh += any ? 0 : 1;
      }
    }
    assertThat(labels).hasSize(Labels.count());
    assertThat(fresh / (50.0 * SIZE)).isBetween(0.45, 0.7);
  }
}
