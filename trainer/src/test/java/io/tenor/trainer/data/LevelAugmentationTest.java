package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LevelAugmentationTest {

  private static final int BANDS = 10;
  private static final int FRAMES = 30;
  private static final float[] MEAN = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  private static float[] ramp() {
    float[] levels = new float[BANDS * FRAMES];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 100 + 5 * (i / FRAMES);
    }
    return levels;
  }

  private static float[] augmented(LevelAugmentation augmentation, long seed) {
    float[] levels = ramp();
    Random random = new Random(seed);
    augmentation.change(BANDS, 2.55, random).apply(levels, 0, BANDS, FRAMES);
    augmentation.mask(levels, 0, MEAN, FRAMES, random);
    return levels;
  }

  @Test
  void nothingAskedForIsNothingDone() {
    assertThat(augmented(new LevelAugmentation(0, 0, 0, 0, 0, 0), 1)).containsExactly(ramp());
  }

  @Test
  void gainMovesAllLevelsAlikeAndAtMostAsFarAsAllowed() {
    // When
    float[] levels = augmented(new LevelAugmentation(4, 0, 0, 0, 0, 0), 3);

    // Then
    float shift = levels[0] - 100;
    assertThat(Math.abs(shift)).isBetween(0.01f, 4 * 2.55f);
    float[] expected = ramp();
    for (int i = 0; i < expected.length; i++) {
      expected[i] += shift;
    }
    assertThat(levels).containsExactly(expected, Offset.offset(1e-3f));
  }

  @Test
  void levelsStayInAByte() {
    for (int seed = 0; seed < 50; seed++) {
      for (float level : augmented(new LevelAugmentation(90, 90, 0.1, 0, 0, 0), seed)) {
        assertThat(level).isBetween(0f, 255f);
      }
    }
  }

  @Test
  void warpMovesBandsButNotTime() {
    // When
    float[] levels = augmented(new LevelAugmentation(0, 0, 0.2, 0, 0, 0), 5);

    // Then
    assertThat(levels).isNotEqualTo(ramp());
    for (int band = 0; band < BANDS; band++) {
      float[] row = Arrays.copyOfRange(levels, band * FRAMES, (band + 1) * FRAMES);
      float[] level = new float[FRAMES];
      Arrays.fill(level, row[0]);
      assertThat(row).containsExactly(level);
    }
  }

  @Test
  void masksLeaveTheMeanBehindAndAreNotWiderThanAllowed() {
    for (int seed = 0; seed < 50; seed++) {
      // When
      float[] levels = augmented(new LevelAugmentation(0, 0, 0, 1, 6, 3), seed);

      // Then
      int masked = 0;
      for (int i = 0; i < levels.length; i++) {
        if (levels[i] != ramp()[i]) {
          assertThat(levels[i]).isEqualTo(MEAN[i / FRAMES]);
          masked++;
        }
      }
      assertThat(masked).isLessThanOrEqualTo(6 * BANDS + 3 * FRAMES);
    }
  }
}
