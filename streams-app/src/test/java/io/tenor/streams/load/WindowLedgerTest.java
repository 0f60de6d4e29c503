package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowLedgerTest {

  private static final long MS = 1_000_000;
  private static final long HOP = 8_000;

  private final LoadPlan plan = Loads.of(2, Duration.ofSeconds(3), Duration.ofSeconds(7));
  private final Schedule schedule = new Schedule(plan);
  private final WindowLedger ledger = new WindowLedger(plan, schedule);

  @Test
  void latencyCountsFromTheCaptureOfAWindowsLastSample() {
    // Given
    long end = schedule.captureNanos(1, 4 * HOP + Loads.WINDOW_SAMPLES);

    // When
    ledger.came(1, 4 * HOP, true, end + 120 * MS);

    // Then
    assertThat(ledger.latencyMs(50)).isBetween(119.8, 120.2);
    assertThat(ledger.latencyMs(100)).isBetween(119.8, 120.2);
  }

  @Test
  void windowsThatEndBeforeTheMeasurementHaveNoPartInItsLatency() {
    // Given
    long end = schedule.captureNanos(0, Loads.WINDOW_SAMPLES);

    // When
    ledger.came(0, 0, true, end + 5_000 * MS);

    // Then
    assertThat(ledger.measured()).isZero();
    assertThat(ledger.windows()).isEqualTo(1);
  }

  @Test
  void aWindowThatComesAgainIsDoubledAndNotCountedTwice() {
    // Given
    ledger.came(0, HOP, true, 5_000 * MS);

    // When
    ledger.came(0, HOP, true, 5_100 * MS);

    // Then
    assertThat(ledger.doubled()).isEqualTo(1);
    assertThat(ledger.windows()).isEqualTo(1);
  }

  @Test
  void aWindowWhoseSamplesWereSentAndThatDidNotComeIsMissing() {
    // Given: nine chunks hold one window and most of a second, twelve hold three
    ledger.came(0, 0, true, 3_000 * MS);
    ledger.came(1, 0, true, 3_000 * MS);
    ledger.came(1, 2 * HOP, true, 4_000 * MS);

    // When
    long missing = ledger.missing(new long[] {9, 12}, plan.chunkSamples());

    // Then
    assertThat(missing).isEqualTo(1);
  }

  @Test
  void aWindowThatNoSensorOfTheLoadCanHaveIsToldApart() {
    // Given: another model's hop, and a sensor that there is not

    // When
    ledger.came(0, HOP / 2, true, 3_000 * MS);
    ledger.came(7, 0, true, 3_000 * MS);

    // Then
    assertThat(ledger.offGrid()).isEqualTo(2);
    assertThat(ledger.windows()).isZero();
  }

  @Test
  void whatCameIsToldOnceForEachInterval() {
    // Given
    ledger.came(0, 0, false, 3_000 * MS);
    var first = ledger.interval();

    // When
    var second = ledger.interval();

    // Then
    assertThat(first.windows()).isEqualTo(1);
    assertThat(second.windows()).isZero();
    assertThat(second.p99Ms()).isNaN();
  }
}
