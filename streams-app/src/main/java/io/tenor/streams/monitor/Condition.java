package io.tenor.streams.monitor;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What the health of a monitor follows from. Kafka Streams calls a client running when it has its
 * share of the sensors and nothing of their state is left to restore.
 *
 * @param state of Kafka Streams
 * @param threads stream threads that there should be
 * @param alive those that have not failed
 * @param restoring stores' partitions that are being restored
 * @param model whether a live model is served
 * @param inTouch whether the brokers answer
 * @param hanging partitions in which a transaction is open that nobody ends
 * @param trouble what a thread of the monitor cannot do just now, in one sentence; empty if nothing
 * @param failure why the monitor has ended by itself, in one sentence; empty if it has not
 */
record Condition(
    KafkaStreams.State state,
    int threads,
    int alive,
    int restoring,
    boolean model,
    boolean inTouch,
    int hanging,
    Optional<String> trouble,
    Optional<String> failure) {

  /** What it comes to; the gravest reason is told. */
  Health health() {
    if (failure.isPresent()) {
      return Health.dead(failure.get());
    }
    return switch (state) {
      case PENDING_ERROR, ERROR ->
          Health.dead("The monitor has failed and has to be started again.");
      case NOT_RUNNING -> Health.dead("The monitor has stopped.");
      case PENDING_SHUTDOWN -> Health.waiting("The monitor is stopping.");
      case CREATED, REBALANCING, RUNNING -> whileItLives();
    };
  }

  private Health whileItLives() {
    if (alive == 0) {
      return Health.dead("All stream threads have failed: the monitor has to be started again.");
    }
    if (!model) {
      return Health.waiting("No model is served.");
    }
    if (alive < threads) {
      return Health.waiting(
          "Of %d stream threads %d have failed.".formatted(threads, threads - alive));
    }
    if (trouble.isPresent()) {
      return Health.waiting(trouble.get());
    }
    if (!inTouch) {
      return Health.waiting("The brokers do not answer.");
    }
    if (hanging > 0) {
      return Health.waiting(
          "Nobody ends a transaction that is open in %s, and readers wait behind it."
              .formatted(hanging == 1 ? "a partition" : hanging + " partitions"));
    }
    return switch (state) {
      case RUNNING -> Health.READY;
      case CREATED -> Health.STARTING;
      default ->
          restoring > 0
              ? Health.waiting(
                  "What is known of the sensors is being restored (%d partitions of stores)."
                      .formatted(restoring))
              : Health.waiting("The sensors are being shared out among the monitors.");
    };
  }
}
