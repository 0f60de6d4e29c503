package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;

/** Topics that somebody deletes, makes again or enlarges while monitors run. */
class TopicsThatChangeIT extends MonitorStage {

  /** Rules by which a sensor that says nothing more is told. */
  private static String rules(String version) {
    return """
        version: %s
        rules:
          - name: quiet
            condition: offline
            for: 1s
            coolDown: 1s
            expire: 1h
        """
        .formatted(version);
  }

  private void publish(Topics topics, String version) throws Exception {
    send(
        topics.alertRules(),
        Instant.now().toEpochMilli(),
        Topics.RULES_KEY.getBytes(UTF_8),
        rules(version).getBytes(UTF_8));
  }

  private static boolean isAlertOf(Recorder recorder, String version) {
    return recorder.alerts().stream().anyMatch(alert -> alert.rules().equals(version));
  }

  @Test
  void rulesGoOnWhenTheirTopicIsDeletedAndMadeAgain() throws Exception {
    // Given: a topic that a reader has come far in
    var topics = kafka.createTopics(1);
    for (int n = 0; n < 5; n++) {
      publish(topics, "before-" + n);
    }
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "again")) {
      recorder.sendAll("bed-1", speech("neutral", 3), 4_000);
      awaitRead(recorder, () -> isAlertOf(recorder, "before-4"));

      // When
      admin(admin -> admin.deleteTopics(List.of(topics.alertRules())).all().get());
      awaitGone(topics.alertRules());
      admin(admin -> new TopicAdmin(admin).create(new TopicPlan(topics, 1, Optional.empty())));
      publish(topics, "after");
      Patience.await()
          .until(
              () -> {
                recorder.sendAll("bed-2", speech("neutral", 3), 4_000);
                recorder.poll();
                return isAlertOf(recorder, "after");
              });

      // Then
      assertThat(monitor.failure()).isEmpty();
      Patience.await().until(() -> monitor.health().ready());
    }
  }

  @Test
  void aTopicThatGetsMorePartitionsEndsTheMonitorsWithOneSentenceThatHelps() throws Exception {
    // Given
    var topics = kafka.createTopics(2);
    var ward = topics.audio(SensorContext.WARD);
    var samples = speech("neutral", 4);
    try (var recorder = new Recorder(kafka.client(), topics)) {
      try (var monitor = monitor(topics, "before")) {
        recorder.sendAll("bed-1", samples, 4_000);
        awaitEvents(recorder, 5);

        // When
        admin(
            admin -> admin.createPartitions(Map.of(ward, NewPartitions.increaseTo(3))).all().get());
        monitor.awaitStopped();

        // Then
        assertThat(monitor.failure().orElseThrow())
            .hasMessageContaining("The topic " + ward + " has 3 partitions now")
            .hasMessageContaining("delete the topics " + topics.prefix() + "monitor-*-changelog");
        assertThat(monitor.health().live()).isFalse();
        assertThat(monitor.health().reason()).isEqualTo(monitor.failure().get().getMessage());
        assertThat(monitor.stop()).as("what was heard is committed").isTrue();
      }
      assertThatThrownBy(() -> monitor(topics, "again").close())
          .isInstanceOf(MonitorFailedException.class)
          .hasMessageContaining("has 3 partitions now");

      // When: what the sentence says is done
      admin(admin -> new TopicAdmin(admin).deleteThoseBeginningWith(topics.prefix() + "monitor-"));
      try (var monitor = monitor(topics, "after")) {
        var later = new Recorder(kafka.client(), topics);
        try (later) {
          for (int bed = 2; bed < 8; bed++) {
            later.sendAll("bed-" + bed, samples, 4_000);
          }
          awaitEvents(later, 7 * 5);

          // Then: all are heard, and what was heard before is not heard again
          assertThat(monitor.failure()).isEmpty();
          assertThat(later.events())
              .extracting(EmotionEvent::id)
              .hasSize(7 * 5)
              .doesNotHaveDuplicates();
        }
      }
    }
  }
}
