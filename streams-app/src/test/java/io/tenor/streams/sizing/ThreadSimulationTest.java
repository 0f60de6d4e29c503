package io.tenor.streams.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tenor.streams.sizing.ThreadLoad.Timing;
import io.tenor.streams.sizing.ThreadSimulation.Arrivals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadSimulationTest {

  /** A window is scored and readable as soon as its chunk was heard. */
  private static final Timing AT_ONCE = new Timing(1, 1e9, 0, 0, 0);

  private static final Timing USUAL = new Timing(32, 25, 100, 8, 15);

  /** Every chunk is a window, so that every chunk's time in the queue is seen. */
  private static ThreadLoad queue(int sensors, double micros) {
    var work = new Workload(sensors, 0, 100, 16_000, 2, 10, 100, 0);
    return new ThreadLoad(sensors, work, micros, 0, 0, AT_ONCE);
  }

  private static ThreadLoad thread(int sensors, double speechShare, int chunkMs) {
    return new ThreadLoad(sensors, Workload.of(sensors, speechShare, chunkMs), 300, 750, 80, USUAL);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.8})
  void chunksThatComeAtRandomWaitAsLongAsInAQueueOfKnownServiceTime(double utilisation) {
    // Given
    int sensors = 100;
    double serviceMicros = utilisation * 1e6 / (10 * sensors);

    // When
    var latencies = ThreadSimulation.run(queue(sensors, serviceMicros), Arrivals.POISSON, 200, 1);

    // Then Pollaczek and Khinchin's mean for a constant time of service
    double meanMs = serviceMicros / 1e3 * (1 + utilisation / (2 * (1 - utilisation)));
    assertThat(latencies.meanMs()).isCloseTo(meanMs, withPercentage(5));
    assertThat(latencies.busyShare()).isCloseTo(utilisation, withPercentage(2));
  }

  @Test
  void aThreadWithOneSensorWaitsForBatchAndCommitAlone() {
    // Given
    var load = thread(1, 1, 250);

    // When
    var latencies = ThreadSimulation.run(load, Arrivals.PERIODIC, 100, 1);

    // Then
    double leastMs = (300 + 750) / 1e3 + USUAL.commitMs() + USUAL.transportMs();
    assertThat(latencies.p50Ms()).isGreaterThan(leastMs);
    assertThat(latencies.p99Ms())
        .isLessThan(leastMs + USUAL.batchDelayMs() + USUAL.commitIntervalMs() + USUAL.commitMs());
  }

  @Test
  void theSameSeedGivesTheSameLatencies() {
    // Given
    var load = thread(200, 0.3, 250);
    var first = ThreadSimulation.run(load, Arrivals.PERIODIC, 10, 7);

    // When
    var second = ThreadSimulation.run(load, Arrivals.PERIODIC, 10, 7);

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Property(tries = 50)
  void noWindowIsLost(
      @ForAll @IntRange(min = 1, max = 600) int sensors,
      @ForAll @DoubleRange(min = 0, max = 1) double speechShare,
      @ForAll @IntRange(min = 10, max = 3_000) int chunkMs) {
    // Given
    double seconds = 10;

    // When
    var latencies =
        ThreadSimulation.run(thread(sensors, speechShare, chunkMs), Arrivals.PERIODIC, seconds, 1);

    // Then
    double expected = 2 * seconds * sensors;
    double atTheEnds = sensors * (1 + 2 * chunkMs / 1e3);
    assertThat((double) latencies.windows()).isBetween(expected - atTheEnds, expected + atTheEnds);
  }

  @Property(tries = 30)
  void moreSensorsMakeEventsLater(
      @ForAll @IntRange(min = 10, max = 200) int sensors,
      @ForAll @DoubleRange(min = 0.1, max = 0.45) double utilisation) {
    // Given
    double serviceMicros = utilisation * 1e6 / (10 * sensors);
    var some = ThreadSimulation.run(queue(sensors, serviceMicros), Arrivals.POISSON, 60, 3);

    // When
    var twice = ThreadSimulation.run(queue(2 * sensors, serviceMicros), Arrivals.POISSON, 60, 3);

    // Then
    assertThat(twice.meanMs()).isGreaterThan(some.meanMs());
    assertThat(twice.p99Ms()).isGreaterThanOrEqualTo(some.p99Ms());
  }

  @Test
  void aThreadThatCannotKeepUpGetsLaterAndLater() {
    // Given
    var load = thread(1_000, 1, 250);
    var brief = ThreadSimulation.run(load, Arrivals.PERIODIC, 10, 1);

    // When
    var longer = ThreadSimulation.run(load, Arrivals.PERIODIC, 40, 1);

    // Then
    assertThat(load.utilisation()).isGreaterThan(1);
    assertThat(longer.p99Ms()).isGreaterThan(3 * brief.p99Ms());
    assertThat(longer.busyShare()).isGreaterThan(0.85);
  }
}
