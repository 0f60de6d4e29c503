package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SensorNormalisationTest {

  @Test
  void laterChangesOfTheArraysDoNotReachIt() {
    // Given
    float[] mean = {90, 100};
    float[] deviation = {20, 30};
    var normalisation = new SensorNormalisation(mean, deviation, 10, 100);

    // When
    mean[0] = 1;
    deviation[0] = 1;
    normalisation.mean()[1] = 1;
    normalisation.deviation()[1] = 1;

    // Then
    assertThat(normalisation.mean()).containsExactly(90, 100);
    assertThat(normalisation.deviation()).containsExactly(20, 30);
  }

  @Test
  void itsValuesMakeItEqual() {
    // Given
    var one = new SensorNormalisation(new float[] {90}, new float[] {20}, 10, 100);
    var same = new SensorNormalisation(new float[] {90}, new float[] {20}, 10, 100);

    // Then
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one)
        .isNotEqualTo(new SensorNormalisation(new float[] {91}, new float[] {20}, 10, 100))
        .isNotEqualTo(new SensorNormalisation(new float[] {90}, new float[] {21}, 10, 100))
        .isNotEqualTo(new SensorNormalisation(new float[] {90}, new float[] {20}, 11, 100))
        .isNotEqualTo(new SensorNormalisation(new float[] {90}, new float[] {20}, 10, 101));
  }

  @Test
  void aWrongComponentIsNamedWithItsValue() {
    refused(new float[0], new float[0], 0, 1, "mean has no value, not one for each band");
    refused(
        new float[] {1, 2},
        new float[] {1},
        0,
        1,
        "deviation has 1 values, not one for each of the mean's 2");
    refused(
        new float[] {Float.NaN},
        new float[] {1},
        0,
        1,
        "mean holds NaN, not a level from 0 to 255");
    refused(
        new float[] {256}, new float[] {1}, 0, 1, "mean holds 256.0, not a level from 0 to 255");
    refused(
        new float[] {1}, new float[] {0}, 0, 1, "deviation holds 0.0, not above 0 and at most 255");
    refused(new float[] {1}, new float[] {1}, 0, 0, "memoryFrames is 0, not at least 1");
    refused(
        new float[] {1}, new float[] {1}, -1, 5, "priorFrames is -1, not from 0 to memoryFrames 5");
    refused(
        new float[] {1}, new float[] {1}, 6, 5, "priorFrames is 6, not from 0 to memoryFrames 5");
  }

  private static void refused(
      float[] mean, float[] deviation, int prior, int memory, String message) {
    assertThatThrownBy(() -> new SensorNormalisation(mean, deviation, prior, memory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
