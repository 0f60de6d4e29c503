package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A webhook sink whose connections a firewall forgets. */
class WebhookForgottenIT extends StagedWebhook {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Far below the minutes after which a firewall forgets, and what a client keeps by default. */
  private static final Duration SECONDS = Duration.ofSeconds(15);

  @Test
  void noAlertIsSentOnAConnectionThatWasForgotten() throws Exception {
    // Given
    try (var receiver = new ForgetfulReceiver();
        var process = stage.process(receiver.url(), "--from-beginning")) {
      stage.write("bed-1", 0, 0, 4);
      stage.write("bed-2", 1, 0, 4);
      await().atMost(PATIENCE).until(() -> receiver.accepted() == 8);
      receiver.forgetAll();
      await().atMost(SECONDS).until(receiver::allForgottenAreClosed);

      // When
      stage.write("bed-1", 0, 4, 6);
      stage.write("bed-2", 1, 4, 6);
      await().atMost(PATIENCE).until(() -> receiver.accepted() == 12);

      // Then
      assertThat(receiver.swallowed()).isZero();
      assertThat(process.said()).doesNotContain("fails", "no answer");
    }
  }
}
