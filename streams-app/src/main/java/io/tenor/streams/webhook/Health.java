package io.tenor.streams.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a person is told of a receiver that fails: once when it begins, then at most once a
 * minute, once when it works again.
 */
final class Health {

  static final Duration EVERY = Duration.ofMinutes(1);

  private sealed interface State {
    record Working() implements State {}

    record Failing(Instant since, Instant told) implements State {}
  }

  private State state = new State.Working();

  /** An alert was not accepted; true if that is to be told now. */
  boolean failed(Instant now) {
    if (state instanceof State.Failing) {
      return false;
    }
    state = new State.Failing(now, now);
    return true;
  }

  /** Whether it is to be told once more now. */
  boolean isReminderDue(Instant now) {
    if (state instanceof State.Failing failing
        && !Duration.between(failing.told(), now).minus(EVERY).isNegative()) {
      state = new State.Failing(failing.since(), now);
      return true;
    }
    return false;
  }

  /** Nothing fails any more: for how long it did, if that is to be told. */
  Optional<Duration> works(Instant now) {
    var failed =
        state instanceof State.Failing failing
            ? Optional.of(Duration.between(failing.since(), now))
            : Optional.<Duration>empty();
    state = new State.Working();
    return failed;
  }
}
