package io.tenor.streams.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tenor.streams.sizing.Deployment.Retention;
import io.tenor.streams.sizing.Sizing.Bound;
import io.tenor.streams.sizing.Sizing.BrokerBound;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SizingModelTest {

  private final UnitCosts costs = CostsFile.shipped();
  private final SizingModel model = new SizingModel(costs);

  private static Deployment deployment(
      double targetLatencyMs, int standbys, int replication, Optional<Double> gpu) {
    return deployment(targetLatencyMs, 0.6, standbys, replication, gpu);
  }

  private static Deployment deployment(
      double targetLatencyMs,
      double targetUtilisation,
      int standbys,
      int replication,
      Optional<Double> gpu) {
    return new Deployment(
        targetLatencyMs,
        targetUtilisation,
        4,
        8,
        standbys,
        replication,
        1,
        new Retention(24, 720, 2_160),
        Deployment.DEFAULT_SEGMENT_BYTES,
        1.25e9,
        Deployment.PARTITION_BYTES_PER_SECOND,
        gpu);
  }

  private static Deployment usual() {
    return deployment(1_000, 0, 3, Optional.empty());
  }

  @Test
  void theThreadsHearEverybodyWhenOneInstanceIsAway() {
    // Given
    var work = Workload.of(100_000, 0.3, 250);

    // When
    var sizing = model.size(work, usual());

    // Then
    var monitors = sizing.monitors();
    int left = (monitors.instances() - 1) * monitors.threadsPerInstance();
    assertThat(left).isGreaterThanOrEqualTo(monitors.threads());
    assertThat(monitors.threads() * (long) sizing.thread().sensors()).isGreaterThan(work.sensors());
    assertThat(sizing.partitions().count()).isEqualTo(2 * monitors.threads());
    assertThat(sizing.thread().utilisation()).isLessThanOrEqualTo(0.6);
    assertThat(sizing.thread().latencies().p99Ms()).isLessThan(1_000);
  }

  @Test
  void whatIsStoredIsWhatComesTimesRetentionTimesCopies() {
    // Given
    var work = Workload.of(1_000, 0.3, 250);

    // When
    var audio = model.size(work, usual()).storage().get(0);

    // Then
    double envelope = costs.messages().audioEnvelopeBytes().value();
    assertThat(audio.bytes()).isCloseTo(1_000 * (32_000 + 4 * envelope) * 86_400 * 3, within(1.0));
    assertThat(audio.isAudio()).isTrue();
  }

  @Test
  void aThreadHearsNoMoreSensorsThanItsTargetForLatencyAllows() {
    // Given a share of work that leaves no time for commits
    var work = Workload.of(10_000, 0.3, 250);
    var busy = deployment(300, 0.98, 0, 3, Optional.empty());

    // When
    var thread = model.size(work, busy).thread();

    // Then
    assertThat(thread.boundBy()).isEqualTo(Bound.LATENCY);
    assertThat(thread.utilisation()).isBetween(0.6, 0.97);
    assertThat(thread.latencies().p99Ms()).isLessThan(300);
  }

  @Test
  void aTargetThatNobodyReachesIsSaidInASentence() {
    // Given
    var deployment = deployment(5, 0, 3, Optional.empty());

    // When
    var sizing = assertThatThrownBy(() -> model.size(Workload.of(10, 0.3, 250), deployment));

    // Then
    sizing.isInstanceOf(SizingException.class).hasMessageContaining("--target-latency");
  }

  @Test
  void aGpuTakesTheNetworkFromTheThreads() {
    // Given
    var work = Workload.of(100_000, 1, 250);
    var cpu = model.size(work, usual());

    // When
    var gpu = model.size(work, deployment(1_000, 0, 3, Optional.of(50_000.0)));

    // Then
    assertThat(cpu.monitors().gpus()).isEmpty();
    assertThat(gpu.monitors().gpus()).contains(7);
    assertThat(gpu.monitors().threads()).isLessThan(cpu.monitors().threads());
    assertThat(gpu.monitors().cores()).isLessThan(cpu.monitors().cores());
  }

  @Test
  void aStandbyCostsCoresMemoryAndNetwork() {
    // Given
    var work = Workload.of(10_000, 0.3, 250);
    var none = model.size(work, usual());

    // When
    var one = model.size(work, deployment(1_000, 1, 3, Optional.empty()));

    // Then
    assertThat(none.monitors().standbyCores()).isZero();
    assertThat(one.monitors().cores() - none.monitors().cores())
        .isCloseTo(one.monitors().standbyCores(), within(1e-9));
    assertThat(one.monitors().heapBytes()).isGreaterThan(none.monitors().heapBytes());
    assertThat(one.network().standbyOut()).isEqualTo(one.network().changelogIn());
  }

  @Test
  void copiesGoOverTheNetworkAndOntoTheDisksAgain() {
    // Given
    var work = Workload.of(10_000, 0.3, 250);
    var single = model.size(work, deployment(1_000, 0, 1, Optional.empty()));

    // When
    var triple = model.size(work, usual());

    // Then
    assertThat(single.network().replicationIn()).isZero();
    assertThat(triple.network().replicationIn()).isCloseTo(2 * single.network().in(), within(1.0));
    assertThat(triple.storage().get(0).bytes())
        .isCloseTo(3 * single.storage().get(0).bytes(), within(1.0));
    assertThat(triple.brokers().cores()).isGreaterThan(single.brokers().cores());
  }

  @Test
  void brokersAreAsManyAsTheirNetworkNeeds() {
    // Given
    var work = Workload.of(100_000, 0.3, 1_000);

    // When
    var sizing = model.size(work, usual());

    // Then
    assertThat(sizing.brokers().boundBy()).isEqualTo(BrokerBound.NETWORK);
    assertThat(sizing.network().in() / (sizing.brokers().count() - 1))
        .isLessThanOrEqualTo(0.6 * 1.25e9);
  }

  @Property(tries = 100)
  void theFullestThreadHasNoMoreSensorsThanItCanHear(
      @ForAll @IntRange(min = 1, max = 1_000_000) int sensors,
      @ForAll @IntRange(min = 20, max = 5_000) int most) {
    // Given sensors whose keys are hashed to threads

    // When
    int threads = SizingModel.threads(sensors, most);

    // Then
    double mean = (double) sensors / threads;
    assertThat(mean + Math.sqrt(2 * mean * Math.log(threads))).isLessThanOrEqualTo(most);
  }
}
