package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AudioBacklogTest {

  private static final TopicPartition DRIVERS = new TopicPartition("driver", 3);
  private static final TopicPartition WARD = new TopicPartition("ward", 3);

  private long nanos;
  private final AudioBacklog backlog = new AudioBacklog(List.of("driver", "ward"), () -> nanos);

  /** A minute in which so many records a second come to the ward. */
  private long live(int perSecond) {
    long end = 1_000;
    for (int second = 0; second < 60; second++) {
      end += perSecond;
      nanos += Duration.ofSeconds(1).toNanos();
      backlog.ends(WARD, end);
    }
    backlog.ends(DRIVERS, 0);
    return end;
  }

  @Test
  void whatCameInTheLastTwoSecondsMayWait() {
    // Given
    long end = live(100);

    // Then
    backlog.heard("ward", 3, end - 1);
    assertThat(backlog.isBehind(3)).isFalse();
    backlog.heard("ward", 3, end - 150);
    assertThat(backlog.isBehind(3)).isFalse();
    backlog.heard("ward", 3, end - 250);
    assertThat(backlog.isBehind(3)).isTrue();
    assertThat(backlog.isBehind(2)).as("another partition").isFalse();
  }

  @Test
  void aFewChunksAreNoBacklogHoweverSeldomTheyCome() {
    // Given
    long end = live(0);

    // Then
    backlog.heard("ward", 3, end - 9);
    assertThat(backlog.isBehind(3)).isFalse();
    backlog.heard("ward", 3, end - 10);
    assertThat(backlog.isBehind(3)).isTrue();
  }

  @Test
  void whatWaitsIsWhatCameAfterTheLastThatWasHeardOrCommitted() {
    // Given
    long end = live(100);

    // Then
    assertThat(backlog.waiting(WARD, -1)).as("nothing is known").isZero();
    assertThat(backlog.waiting(WARD, end - 40)).as("by another instance").isEqualTo(40);
    backlog.heard("ward", 3, end - 11);
    assertThat(backlog.waiting(WARD, end - 40)).isEqualTo(10);
    assertThat(backlog.waiting(WARD, -1)).isEqualTo(10);
    assertThat(backlog.waiting(WARD, end)).isZero();
    backlog.heard("ward", 3, end + 5);
    assertThat(backlog.waiting(WARD, end)).as("more has come since").isZero();
  }

  @Test
  void nothingIsKnownBeforeSomethingWasHeard() {
    // Given
    live(100);

    // Then
    assertThat(backlog.isBehind(3)).isFalse();
  }
}
