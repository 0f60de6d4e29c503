package io.tenor.streams.cli;

import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.TestReceiver.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test of the webhook on a real broker, with a stage of its own for each method. */
@Timeout(value = Patience.MINUTES, unit = TimeUnit.MINUTES)
abstract class StagedWebhook {

  static final Reply OK = Reply.of(200);

  static TestKafka kafka;

  @TempDir private Path directory;

  WebhookStage stage;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    stage = new WebhookStage(kafka, directory);
  }
}
