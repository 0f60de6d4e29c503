package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private long nowNanos;
  private final Supervisor supervisor =
      new Supervisor(
          Patience.USUAL,
          1,
          () -> nowNanos,
          pause -> {
            pauses.add(pause);
            nowNanos += pause.toNanos();
            return false;
          });

  SupervisorTest() {
    supervisor.onEnd(ended::incrementAndGet);
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  private boolean isReplaced(Throwable thrown) {
    return supervisor.replace(thrown, true);
  }

  static List<Throwable> refusals() {
    return List.of(
        new TopicAuthorizationException("no"),
        new StreamsException(new TopicAuthorizationException("no")),
        new KafkaException("Unexpected error in commit: Topic authorization failed."),
        new MissingSourceTopicException("gone"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsRefusedIsTriedForThreeMinutesAndThenItEnds(Throwable refusal) {
    // When
    int tries = 0;
    while (isReplaced(refusal)) {
      tries++;
    }

    // Then
    assertThat(Duration.ofNanos(nowNanos)).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    assertThat(tries).isBetween(15, 40);
    assertThat(pauses).startsWith(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses).last().isEqualTo(Duration.ofSeconds(10));
    assertThat(supervisor.failure().orElseThrow())
        .hasMessageContaining("could not go on for 180 s")
        .hasCause(refusal);
    assertThat(ended).hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsRefusedBeforeItHasEverRunEndsAtOnce(Throwable refusal) {
    // When
    boolean replaced = supervisor.replace(refusal, false);

    // Then
    assertThat(replaced).isFalse();
    assertThat(supervisor.failure()).isPresent();
  }

  @Test
  void anUnknownFailureIsBorneFiveTimesInTenMinutesAndForEverIfItIsRare() {
    // When
    boolean rare =
        IntStream.range(0, 100)
            .allMatch(
                n -> {
                  pass(Duration.ofMinutes(3));
                  return isReplaced(new IllegalStateException("rare"));
                });
    pass(Duration.ofMinutes(11));
    int often = 0;
    while (isReplaced(new IllegalStateException("often"))) {
      often++;
    }

    // Then
    assertThat(rare).isTrue();
    assertThat(often).isEqualTo(5);
    assertThat(supervisor.failure().orElseThrow())
        .hasMessage(
            "Stream threads failed 6 times within 10 minutes (IllegalStateException): run it again"
                + " with --verbose to see where.");
  }

  @Test
  void anErrorOfTheMachineEndsItAtOnce() {
    // When
    boolean replaced = isReplaced(new StreamsException(new OutOfMemoryError()));

    // Then
    assertThat(replaced).isFalse();
    assertThat(supervisor.failure().orElseThrow()).hasMessageContaining("OutOfMemoryError");
  }

  @Test
  void itIsInTroubleUntilAllThreadsHaveRunForAWhile() {
    // Given
    assertThat(supervisor.trouble(true)).isEmpty();
    boolean replaced = isReplaced(new TimeoutException("late"));

    // When, then
    assertThat(replaced).isTrue();
    assertThat(supervisor.trouble(true).orElseThrow()).contains("TimeoutException").endsWith(".");
    pass(Duration.ofSeconds(11));
    assertThat(supervisor.trouble(false)).as("it is not there again").isPresent();
    assertThat(supervisor.trouble(true)).isEmpty();
  }

  @Test
  void aReaderThatIsRefusedIsTriedForThreeMinutesAndThenItEnds() {
    // Given
    var refusal = new TopicAuthorizationException("no");
    supervisor.trouble("reader", refusal);
    assertThat(supervisor.trouble(true).orElseThrow()).contains("The thread reader");
    pass(Duration.ofMinutes(2));
    supervisor.trouble("reader", refusal);
    supervisor.well("reader");
    assertThat(supervisor.trouble(true)).isEmpty();

    // When
    supervisor.trouble("reader", refusal);
    pass(Duration.ofMinutes(2));
    supervisor.trouble("reader", refusal);
    assertThat(supervisor.failure()).isEmpty();
    pass(Duration.ofMinutes(2));
    supervisor.trouble("reader", refusal);

    // Then
    assertThat(supervisor.failure().orElseThrow())
        .hasMessage("The thread reader could not go on for 180 s (TopicAuthorizationException).");
  }

  @Test
  void aThreadOfTheBackgroundThatDiesEndsTheMonitorAndTheFirstReasonCounts() {
    // When
    var thread =
        supervisor.start(
            "reader",
            () -> {
              throw new IllegalStateException("payload");
            });

    // Then
    await().dontCatchUncaughtExceptions().until(() -> !thread.isAlive());
    supervisor.died("another", new IllegalStateException());
    assertThat(supervisor.failure().orElseThrow())
        .hasMessage(
            "The thread reader died (IllegalStateException): run it again with --verbose to see"
                + " where.");
    assertThat(ended).hasValue(1);
  }

  @Test
  void aLibraryThatCannotBeLoadedIsToldWithItsRemedy() {
    // When
    boolean replaced =
        isReplaced(
            new StreamsException(
                new KafkaException(
                    new NoClassDefFoundError(
                        "Could not initialize class com.github.luben.zstd.Z"))));

    // Then
    assertThat(replaced).isFalse();
    assertThat(supervisor.failure().orElseThrow())
        .hasMessageStartingWith("A topic is compressed with zstd, whose library cannot be loaded")
        .hasMessageContaining("java.io.tmpdir");
  }

  @Test
  void whatIsToldHoldsNothingOfTheMessageOfAnUnknownFailure() {
    // When
    supervisor.died("reader", new IllegalStateException("payload"));

    // Then
    assertThat(supervisor.failure().orElseThrow().getMessage()).doesNotContain("payload");
  }
}
