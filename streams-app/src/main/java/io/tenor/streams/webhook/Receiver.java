package io.tenor.streams.webhook;

import java.util.function.Consumer;

/** Who gets the alerts. */
interface Receiver extends AutoCloseable {

  /**
   * Sends an alert once and returns at once.
   *
   * @param answered called exactly once, from any thread, in bounded time
   */
  void post(WebhookMessage message, Consumer<Answer> answered);

  @Override
  void close();
}
