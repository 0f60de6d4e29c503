package io.tenor.streams.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.MovedClock;
import io.tenor.streams.Patience;
import io.tenor.streams.webhook.Answer.Accepted;
import io.tenor.streams.webhook.Answer.Failed;
import io.tenor.streams.webhook.Answer.Gone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeliveriesTest {

  private static final TopicPartition A = new TopicPartition("alerts", 0);
  private static final TopicPartition B = new TopicPartition("alerts", 1);
  private static final Failed UNAVAILABLE = new Failed("HTTP 503", false, Optional.empty());
  private static final Failed DENIED =
      new Failed("HTTP 401", true, Optional.of(Duration.ofMinutes(4)));

  private final MovedClock clock = new MovedClock();
  private final Lanes lanes = new Lanes();
  private final Hand hand = new Hand();
  private final Told told = new Told();

  @Test
  void oneThatFailsIsSentAgainWhileAnotherPartitionGoesOn() throws InterruptedException {
    // Given
    var deliveries = deliveries(Long.MAX_VALUE);
    add(A, "a1", "a2");
    add(B, "b1", "b2");
    deliveries.start();
    // When
    hand.answer("a1", DENIED);
    hand.answer("b1", new Accepted());
    deliveries.take(Duration.ZERO);
    deliveries.start();
    hand.answer("b2", new Accepted());
    deliveries.take(Duration.ZERO);
    clock.move(Duration.ofMinutes(4).minusMillis(1));
    deliveries.start();
    var early = hand.open();
    clock.move(Duration.ofMillis(1));
    deliveries.start();
    // Then
    assertThat(early).isEmpty();
    assertThat(hand.open()).containsExactly("a1");
    assertThat(deliveries.delivered()).isEqualTo(2);
    assertThat(deliveries.attempts()).isEqualTo(4);
  }

  @Test
  void aPersonIsToldOnceThenOnceAMinuteAndWhenItWorks() throws InterruptedException {
    // Given
    var deliveries = deliveries(Long.MAX_VALUE);
    add(A, "a1");
    add(B, "b1");
    // When
    deliveries.start();
    hand.answer("a1", DENIED);
    hand.answer("b1", UNAVAILABLE);
    deliveries.take(Duration.ZERO);
    clock.move(Duration.ofSeconds(59));
    boolean early = deliveries.isReminderDue();
    clock.move(Duration.ofSeconds(1));
    boolean due = deliveries.isReminderDue();
    boolean twice = deliveries.isReminderDue();
    deliveries.remind(new Waiting(2, true));
    clock.move(Duration.ofMinutes(4));
    deliveries.start();
    hand.answer("b1", new Accepted());
    deliveries.take(Duration.ZERO);
    hand.answer("a1", new Accepted());
    deliveries.take(Duration.ZERO);
    // Then
    assertThat(new boolean[] {early, due, twice}).containsExactly(false, true, false);
    assertThat(told.lines)
        .containsExactly(
            "failing HTTP 401 true PT4M", "still HTTP 503 2 Optional[PT0S]", "works PT5M");
    assertThat(deliveries.isReminderDue()).isFalse();
  }

  @Test
  void neverAreMoreDeliveredThanWanted() throws InterruptedException {
    // Given
    var deliveries = deliveries(2);
    add(A, "a1", "a2");
    add(B, "b1", "b2");
    // When
    deliveries.start();
    hand.answer("a1", new Accepted());
    deliveries.take(Duration.ZERO);
    deliveries.start();
    // Then
    assertThat(hand.open()).containsExactly("b1");
    hand.answer("b1", new Accepted());
    deliveries.take(Duration.ZERO);
    deliveries.start();
    assertThat(hand.open()).isEmpty();
    assertThat(deliveries.delivered()).isEqualTo(2);
  }

  @Test
  void afterGoneNothingIsSentAndTheAlertIsKept() throws InterruptedException {
    // Given
    var deliveries = deliveries(Long.MAX_VALUE);
    add(A, "a1");
    add(B, "b1", "b2");
    deliveries.start();
    // When
    hand.answer("a1", new Gone());
    hand.answer("b1", new Accepted());
    deliveries.take(Duration.ZERO);
    clock.move(Duration.ofHours(1));
    deliveries.start();
    // Then
    assertThat(deliveries.isGone()).isTrue();
    assertThat(hand.open()).isEmpty();
    assertThat(lanes.resumeAt()).containsEntry(A, 1L).containsEntry(B, 2L);
  }

  @Test
  @Timeout(value = Patience.MINUTES, unit = TimeUnit.MINUTES)
  void settlingWaitsForTheAnswersOfThesePartitionsOnly() throws InterruptedException {
    // Given
    var deliveries = deliveries(Long.MAX_VALUE);
    add(A, "a1");
    add(B, "b1");
    deliveries.start();
    hand.answer("a1", new Accepted());
    // When: it would wait for B, whose answer does not come, until a clock that stands still says
    // so
    deliveries.settle(List.of(A), Duration.ofDays(1));
    // Then
    assertThat(deliveries.delivered()).isEqualTo(1);
    assertThat(lanes.isSending(List.of(B))).isTrue();
  }

  @Test
  void whenWhatFailedIsTakenAwayNothingFails() throws InterruptedException {
    // Given
    var deliveries = deliveries(Long.MAX_VALUE);
    add(A, "a1");
    deliveries.start();
    hand.answer("a1", UNAVAILABLE);
    deliveries.take(Duration.ZERO);
    // When
    deliveries.remove(List.of(A));
    clock.move(Duration.ofHours(1));
    // Then
    assertThat(deliveries.isReminderDue()).isFalse();
    assertThat(told.lines).hasSize(1);
  }

  static WebhookMessage message(String id) {
    return new WebhookMessage(id, Map.of(), new byte[0]);
  }

  private Deliveries deliveries(long max) {
    var backoff = new Backoff(new SplittableRandom(1));
    return new Deliveries(lanes, hand, backoff, told, clock, max);
  }

  private void add(TopicPartition partition, String... ids) {
    for (int i = 0; i < ids.length; i++) {
      lanes.add(partition, i + 1L, message(ids[i]));
    }
  }

  /** A receiver that answers when a test says so. */
  private static final class Hand implements Receiver {
    private final Map<String, Consumer<Answer>> open = new LinkedHashMap<>();

    @Override
    public void post(WebhookMessage message, Consumer<Answer> answered) {
      open.put(message.id(), answered);
    }

    List<String> open() {
      return List.copyOf(open.keySet());
    }

    void answer(String id, Answer answer) {
      open.remove(id).accept(answer);
    }

    @Override
    public void close() {}
  }

  private static final class Told implements SinkListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void started() {
      lines.add("started");
    }

    @Override
    public void leftOut(ConsumerRecord<byte[], byte[]> record) {
      lines.add("left out " + record.offset());
    }

    @Override
    public void failing(String kind, boolean lasting, Duration retryIn) {
      lines.add("failing " + kind + " " + lasting + " " + retryIn);
    }

    @Override
    public void stillFailing(String kind, Waiting waiting, Optional<Duration> retryIn) {
      lines.add("still " + kind + " " + waiting.count() + " " + retryIn);
    }

    @Override
    public void worksAgain(Duration after) {
      lines.add("works " + after);
    }
  }
}
