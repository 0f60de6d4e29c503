package io.tenor.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final TopicPartition A = new TopicPartition("alerts", 0);
  private static final TopicPartition B = new TopicPartition("alerts", 1);
  private static final Instant NOW = Instant.EPOCH;

  private final Lanes lanes = new Lanes();

  @Test
  void onlyTheFirstAlertOfAPartitionIsOnItsWay() {
    // Given
    add(A, 1, 2);
    add(B, 5);
    // When
    var first = lanes.start(NOW, 10);
    var again = lanes.start(NOW, 10);
    first.get(0).lane().accepted();
    var next = lanes.start(NOW, 10);
    // Then
    assertThat(first).extracting(attempt -> attempt.message().id()).containsExactly("0-1", "1-5");
    assertThat(again).isEmpty();
    assertThat(next).extracting(attempt -> attempt.message().id()).containsExactly("0-2");
  }

  @Test
  void whatFailedIsSentAgainWhenItIsTimeAndNothingBeforeIt() {
    // Given
    add(A, 1, 2);
    add(B, 5, 6);
    var attempts = lanes.start(NOW, 10);
    // When
    attempts.get(0).lane().failed(NOW.plusSeconds(3));
    attempts.get(1).lane().accepted();
    // Then
    assertThat(lanes.isFailing()).isTrue();
    assertThat(lanes.nextRetry()).contains(NOW.plusSeconds(3));
    assertThat(ids(lanes.start(NOW.plusMillis(2_999), 10))).containsExactly("1-6");
    assertThat(ids(lanes.start(NOW.plusSeconds(3), 10))).containsExactly("0-1");
    assertThat(lanes.isFailing()).isTrue();
  }

  @Test
  void failuresInARowAreCountedUntilOneIsAccepted() {
    // Given
    add(A, 1, 2);
    // When
    var first = lanes.start(NOW, 1).get(0).lane();
    first.failed(NOW);
    lanes.start(NOW, 1);
    first.failed(NOW);
    // Then
    assertThat(first.state().failures()).isEqualTo(2);
    lanes.start(NOW, 1);
    assertThat(first.state().failures()).isEqualTo(2);
    first.accepted();
    assertThat(first.state().failures()).isZero();
    assertThat(lanes.isFailing()).isFalse();
  }

  @Test
  void aRestartGoesOnWithTheFirstAlertThatWasNotAccepted() {
    // Given: 3 is no alert, and a transaction's mark is at 4
    add(A, 1, 2);
    lanes.readTo(A, 5);
    lanes.readTo(B, 9);
    // When
    var before = lanes.resumeAt();
    var lane = lanes.start(NOW, 1).get(0).lane();
    var sending = lanes.resumeAt();
    lane.accepted();
    var one = lanes.resumeAt();
    lanes.start(NOW, 1).get(0).lane().accepted();
    // Then
    assertThat(before).containsOnly(entry(A, 1L), entry(B, 9L));
    assertThat(sending).isEqualTo(before);
    assertThat(one).containsOnly(entry(A, 2L), entry(B, 9L));
    assertThat(lanes.resumeAt()).isEqualTo(Map.of(A, 5L, B, 9L));
  }

  @Test
  void aFullLaneIsNotReadOn() {
    // Given
    for (int i = 0; i < Lanes.FULL; i++) {
      add(A, i);
    }
    add(B, 0);
    // When
    var full = lanes.full();
    lanes.start(NOW, 1).get(0).lane().accepted();
    // Then
    assertThat(full).isEqualTo(Set.of(A));
    assertThat(lanes.full()).isEmpty();
    assertThat(lanes.waiting()).isEqualTo(Lanes.FULL);
  }

  @Test
  void aLimitIsSharedInTurn() {
    // Given
    add(A, 1, 2);
    add(B, 5, 6);
    // When
    var first = lanes.start(NOW, 1);
    first.get(0).lane().accepted();
    var second = lanes.start(NOW, 1);
    // Then
    assertThat(ids(first)).containsExactly("0-1");
    assertThat(ids(second)).containsExactly("1-5");
  }

  @Test
  void anAnswerThatComesAfterThePartitionIsGoneChangesNothing() {
    // Given
    add(A, 1);
    var late = lanes.start(NOW, 1).get(0);
    lanes.remove(List.of(A));
    add(A, 1);
    // When
    late.lane().accepted();
    // Then
    assertThat(lanes.waiting()).isEqualTo(1);
    assertThat(lanes.resumeAt()).containsOnly(entry(A, 1L));
    assertThat(lanes.isSending(List.of(A, B))).isFalse();
  }

  private void add(TopicPartition partition, long... offsets) {
    for (long offset : offsets) {
      lanes.add(partition, offset, DeliveriesTest.message(partition.partition() + "-" + offset));
    }
  }

  private static List<String> ids(List<Lanes.Attempt> attempts) {
    return attempts.stream().map(attempt -> attempt.message().id()).toList();
  }
}
