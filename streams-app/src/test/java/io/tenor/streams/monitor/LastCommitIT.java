package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.Patience;
import org.junit.jupiter.api.Test;

/** Whether a monitor that stops says that all is committed when it is, and only then. */
class LastCommitIT extends MonitorStage {

  @Test
  void whatNobodyConfirmsIsNotSaidToBeCommitted() throws InterruptedException {
    // Given
    var topics = kafka.createTopics(1);
    try (var recorder = new Recorder(kafka.client(), topics);
        var first = monitor(topics, "first");
        var second = monitor(topics, "second")) {
      assertThat(second.awaitRunning(Patience.LIMIT)).isTrue();
      recorder.sendAll("bed-1", speech("neutral", 4), 4_000);
      awaitEvents(recorder, 5);

      // When
      boolean confirmed = first.stop();
      recorder.sendAll("bed-2", speech("neutral", 4), 4_000);
      awaitEvents(recorder, 10);
      kafka.close();
      boolean unconfirmed = second.stop();

      // Then
      assertThat(confirmed).isTrue();
      assertThat(unconfirmed).isFalse();
      assertThat(second.failure()).as("it was asked to stop").isEmpty();
      assertThat(second.stop()).as("asked again").isFalse();
    }
  }

  @Override
  void stopBroker() {
    // The test has stopped it.
  }
}
