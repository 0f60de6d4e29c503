package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HangingTransactionsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final TopicPartition EVENTS = new TopicPartition("emotion.events", 3);
  private static final TopicPartition CHANGELOG = new TopicPartition("monitor-timelines", 0);

  private long nanos;
  private final HangingTransactions hanging =
      new HangingTransactions("monitor", new Topics(), PATIENCE, () -> nanos);

  private void later(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void anOffsetThatStandsStillBeforeTheEndHangs() {
    // Given
    hanging.seen(Map.of(EVENTS, 7L, CHANGELOG, 4L), Map.of(EVENTS, 9L, CHANGELOG, 4L));
    later(PATIENCE.minusMillis(1));
    hanging.seen(Map.of(EVENTS, 7L, CHANGELOG, 4L), Map.of(EVENTS, 20L, CHANGELOG, 4L));
    assertThat(hanging.count()).isZero();

    // When
    later(Duration.ofMillis(1));
    hanging.seen(Map.of(EVENTS, 7L, CHANGELOG, 4L), Map.of(EVENTS, 20L, CHANGELOG, 4L));

    // Then
    assertThat(hanging.count()).isEqualTo(1);
    hanging.seen(Map.of(EVENTS, 20L, CHANGELOG, 4L), Map.of(EVENTS, 20L, CHANGELOG, 4L));
    assertThat(hanging.count()).isZero();
  }

  @Test
  void oneTransactionAfterTheOtherIsNone() {
    for (long offset = 0; offset < 20; offset++) {
      // When
      hanging.seen(Map.of(EVENTS, offset), Map.of(EVENTS, offset + 2));
      later(Duration.ofSeconds(50));

      // Then
      assertThat(hanging.count()).isZero();
    }
  }

  @Test
  void timeInWhichTheBrokersAreAwayDoesNotCount() {
    // Given
    hanging.seen(Map.of(EVENTS, 7L), Map.of(EVENTS, 9L));
    later(Duration.ofSeconds(50));
    hanging.seen(Map.of(), Map.of());
    later(Duration.ofSeconds(50));

    // When
    hanging.seen(Map.of(EVENTS, 7L), Map.of(EVENTS, 9L));

    // Then
    assertThat(hanging.count()).isZero();
    later(PATIENCE);
    hanging.seen(Map.of(EVENTS, 7L), Map.of(EVENTS, 9L));
    assertThat(hanging.count()).isEqualTo(1);
  }
}
