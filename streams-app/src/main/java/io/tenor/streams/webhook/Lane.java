package io.tenor.streams.webhook;

import io.tenor.streams.webhook.LaneState.Ready;
import io.tenor.streams.webhook.LaneState.Resting;
import io.tenor.streams.webhook.LaneState.Sending;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** The alerts of one partition that were read and not yet accepted, in their order. */
final class Lane {

  private record Queued(long offset, WebhookMessage message) {}

  private final Deque<Queued> queue = new ArrayDeque<>();
  private LaneState state = new Ready();
  private OptionalLong readTo = OptionalLong.empty();

  /** Takes a further alert. */
  void add(long offset, WebhookMessage message) {
    queue.add(new Queued(offset, message));
    readTo(offset + 1);
  }

  /** Notes that everything before this offset was read. */
  void readTo(long offset) {
    readTo = OptionalLong.of(offset);
  }

  /** The offset to go on with after a restart; empty if nothing was read. */
  OptionalLong resumeAt() {
    return queue.isEmpty() ? readTo : OptionalLong.of(queue.peek().offset());
  }

  /** How many alerts it holds. */
  int size() {
    return queue.size();
  }

  LaneState state() {
    return state;
  }

  /** Whether the first alert may be sent now. */
  boolean isDue(Instant now) {
    if (queue.isEmpty() || state instanceof Sending) {
      return false;
    }
    return !(state instanceof Resting resting) || !resting.until().isAfter(now);
  }

  /** The first alert, which is now on its way. */
  WebhookMessage start() {
    state = new Sending(state.failures());
    return queue.element().message();
  }

  /** The first alert was accepted. */
  void accepted() {
    queue.remove();
    state = new Ready();
  }

  /** The first alert was not accepted. */
  void failed(Instant retryAt) {
    state = new Resting(state.failures() + 1, retryAt);
  }
}
