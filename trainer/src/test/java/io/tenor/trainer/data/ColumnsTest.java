package io.tenor.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  /** Column t of two bands holds 10 t and 10 t + 1. */
  private static Columns counting(int frames) {
    byte[] levels = new byte[frames * 2];
    for (int t = 0; t < frames; t++) {
      levels[2 * t] = (byte) (10 * t);
      levels[2 * t + 1] = (byte) (10 * t + 1);
    }
    return new Columns(2, levels);
  }

  @Test
  void aWindowHasBandsAsRows() {
    // Given
    float[] window = new float[1 + 2 * 3];

    // When
    counting(5).window(1, 3, window, 1);

    // Then
    assertThat(window).containsExactly(0, 10, 20, 30, 11, 21, 31);
  }

  @Test
  void aShortUtteranceIsRepeatedNotPadded() {
    // Given
    float[] window = new float[2 * 7];

    // When
    counting(3).window(2, 7, window, 0);

    // Then
    assertThat(window).startsWith(20, 0, 10, 20, 0, 10, 20);
  }

  @Test
  void levelsAboveHalfAreUnsigned() {
    float[] window = new float[1];
    new Columns(1, new byte[] {(byte) 255}).window(0, 1, window, 0);
    assertThat(window).containsExactly(255);
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "198, 1", "247, 1", "248, 2", "298, 3"})
  void windowsAreThoseOfTheMonitor(int frames, int windows) {
    // When
    int[] starts = counting(frames).windowStarts(198, 50);

    // Then
    assertThat(starts).hasSize(windows);
    assertThat(starts[windows - 1]).isEqualTo(50 * (windows - 1));
  }

  @Test
  void halfAColumnIsRefused() {
    assertThatThrownBy(() -> new Columns(2, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 levels are not columns of 2 bands");
  }
}
