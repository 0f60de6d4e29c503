package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GcLogTest {

  private static final String LOG =
      """
      [2026-11-26T10:00:00.000+0000] Using G1
      [2026-11-26T10:00:01.000+0000] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(1024M) 3.100ms
      [2026-11-26T10:00:03.000+0000] GC(1) Pause Young (Concurrent Start) (Metadata GC Threshold) 64M->5M(1024M) 12.345ms
      [2026-11-26T10:00:03.100+0000] GC(2) Concurrent Mark Cycle
      [2026-11-26T10:00:03.500+0000] GC(2) Pause Remark 7M->7M(1024M) 1.200ms
      [2026-11-26T10:00:03.900+0000] GC(2) Concurrent Mark Cycle 700.000ms
      [2026-11-26T10:00:09.000+0000] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 105M->6M(1024M) 99.000ms
      """;

  private static GcLog between(String from, String to) {
    return GcLog.of(LOG.lines(), Instant.parse(from), Instant.parse(to));
  }

  @Test
  void pausesAreCountedAndWhatRunsBesideTheProgramIsNot() {
    // When
    var log = between("2026-11-26T10:00:00Z", "2026-11-26T10:00:05Z");

    // Then
    assertThat(log.collections()).isEqualTo(3);
    assertThat(log.longestMs()).isEqualTo(12.345);
    assertThat(log.totalMs()).isCloseTo(16.645, within(1e-9));
  }

  @Test
  void whatIsAllocatedIsWhatTheHeapGrewByBetweenCollections() {
    // When
    var log = between("2026-11-26T10:00:00Z", "2026-11-26T10:01:00Z");

    // Then: 60 MB to the second, 2 to the third, 98 to the fourth, in eight seconds
    assertThat(log.allocatedBytes()).isEqualTo(160L << 20);
    assertThat(log.bytesPerSecond()).isEqualTo((20L << 20) * 1.0);
  }

  @Test
  void aStretchWithoutACollectionHasNone() {
    // When
    var log = between("2026-11-26T10:00:04Z", "2026-11-26T10:00:05Z");

    // Then
    assertThat(log.collections()).isZero();
    assertThat(log.bytesPerSecond()).isZero();
  }
}
