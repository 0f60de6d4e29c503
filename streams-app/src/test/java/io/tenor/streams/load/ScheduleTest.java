package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long MS = 1_000_000;

  @Test
  void aSensorSendsAChunkWhenItsLastSampleIsCaptured() {
    // Given
    var plan = Loads.of(1, Duration.ZERO, Duration.ofSeconds(10));
    var schedule = new Schedule(plan);

    // When
    var first = schedule.take();
    var second = schedule.take();

    // Then
    assertThat(first.number()).isZero();
    assertThat(first.atNanos()).isEqualTo(schedule.captureNanos(0, plan.chunkSamples()));
    assertThat(second.number()).isEqualTo(1);
    assertThat(second.atNanos() - first.atNanos()).isEqualTo(250 * MS);
  }

  @Test
  void everySensorSendsAllItsChunksInTheOrderOfTime() {
    // Given
    var schedule = new Schedule(Loads.of(20, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    var times = new ArrayList<Long>();

    // When
    while (schedule.nextNanos() < Long.MAX_VALUE) {
      times.add(schedule.take().atNanos());
    }

    // Then
    assertThat(times).isSorted().allMatch(time -> time <= 3_000 * MS);
    for (int sensor = 0; sensor < 20; sensor++) {
      assertThat(schedule.chunks(sensor)).isBetween(10L, 12L);
    }
  }

  @Test
  void sensorsBeginSpreadOverTheFirstWindowHop() {
    // Given
    var plan = Loads.of(200, Duration.ZERO, Duration.ofSeconds(10));

    // When
    var schedule = new Schedule(plan);

    // Then
    var quarters = new int[4];
    for (int sensor = 0; sensor < 200; sensor++) {
      quarters[(int) (schedule.startNanos(sensor) / (125 * MS))]++;
    }
    assertThat(Arrays.stream(quarters).min().getAsInt()).isGreaterThan(25);
  }
}
