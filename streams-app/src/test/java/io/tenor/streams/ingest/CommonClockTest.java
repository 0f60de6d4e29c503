package io.tenor.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommonClockTest {

  private final CommonClock<String> clock = new CommonClock<>(60_000);

  @Test
  void itGoesWithTheSensorThatIsFurthestAndNeverBack() {
    assertThat(clock.advance("a", 10_000)).isEqualTo(10_000);
    assertThat(clock.advance("b", 10_500)).isEqualTo(10_500);
    assertThat(clock.advance("a", 10_250)).isEqualTo(10_500);
    assertThat(clock.nowMs()).isEqualTo(10_500);
  }

  @Test
  void aSensorWhoseClockIsAnHourAheadIsFollowedFromWhereTheOthersAre() {
    // Given
    clock.advance("a", 10_000);

    // When
    clock.advance("ahead", 3_610_000);
    clock.advance("ahead", 3_610_250);

    // Then
    assertThat(clock.nowMs()).isEqualTo(10_250);
    assertThat(clock.at("a", 10_300)).isEqualTo(10_300);
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    // Given
    clock.advance("a", 1_000_000);
    clock.advance("a", 1_000_250);

    // When
    clock.advance("a", 500);

    // Then
    assertThat(clock.nowMs()).isEqualTo(1_000_250);
    assertThat(clock.advance("a", 750)).isEqualTo(1_000_500);
  }

  @Test
  void aLongPauseOfEverybodyDoesNotCount() {
    // Given
    clock.advance("a", 0);

    // When
    clock.advance("a", 7_200_000);
    clock.advance("a", 7_201_000);

    // Then
    assertThat(clock.nowMs()).isEqualTo(1_000);
  }
}
