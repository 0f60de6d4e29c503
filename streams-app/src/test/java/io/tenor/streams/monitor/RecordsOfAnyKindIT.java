package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.RejectedHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records as no Java client of ours would send them, on every topic that a monitor reads. */
class RecordsOfAnyKindIT extends MonitorStage {

  private static final byte[] PCM = new byte[8_000];

  private static String reason(ConsumerRecord<byte[], byte[]> rejected) {
    return new String(rejected.headers().lastHeader(RejectedHeaders.REASON).value(), UTF_8);
  }

  @Test
  void audioWithoutAUsableTimeIsADeadLetterAndTheOthersAreServed() throws Exception {
    // Given: the first record of the partition is one, too
    var topics = kafka.createTopics(1);
    send(topics.audio(SensorContext.WARD), -1, "bad".getBytes(UTF_8), PCM);
    var samples = speech("neutral", 4);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "untimed")) {
      // When
      recorder.sendAll("bed-1", Arrays.copyOf(samples, 32_000), 4_000);
      send(topics.audio(SensorContext.WARD), -1, "bed-1".getBytes(UTF_8), PCM);
      send(topics.audio(SensorContext.DRIVER), -1, "bad".getBytes(UTF_8), PCM);
      send(topics.audio(SensorContext.WARD), Long.MAX_VALUE, "far".getBytes(UTF_8), PCM);
      send(topics.audio(SensorContext.WARD), -1, null, null);
      for (int from = 32_000; from < samples.length; from += 4_000) {
        recorder.send("bed-1", samples, from, from + 4_000);
      }
      awaitRead(recorder, () -> recorder.events().size() >= 5 && recorder.rejected().size() >= 5);

      // Then
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.events()).extracting(EmotionEvent::sensor).containsOnly("bed-1");
      assertThat(recorder.rejected())
          .extracting(RecordsOfAnyKindIT::reason)
          .containsExactlyInAnyOrder(
              "bad-timestamp", "bad-timestamp", "bad-timestamp", "bad-timestamp", "bad-sensor-id");
      assertThat(recorder.rejected())
          .allSatisfy(
              record ->
                  assertThat(StreamSupport.stream(record.headers().spliterator(), false))
                      .allMatch(header -> header.key().startsWith("tenor.rejected.")));
    }
  }

  @Test
  void recordsWithoutATimeOnTheOtherTopicsStopNeitherWhoRunsNorWhoStarts() throws Exception {
    // Given
    var topics = kafka.createTopics(1);
    var samples = speech("neutral", 4);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "first")) {
      assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();

      // When
      for (var topic : new String[] {topics.alertAcks(), topics.alertRules(), topics.models()}) {
        for (long time : new long[] {-1, Long.MAX_VALUE}) {
          if (topic.equals(topics.alertAcks())) {
            send(topic, time, null, null); // a compacted topic takes no record without a key
          }
          send(topic, time, new byte[] {-1, 0}, new byte[] {-1, 0});
          send(topic, time, "live".getBytes(UTF_8), "{}".getBytes(UTF_8));
          send(topic, time, Topics.RULES_KEY.getBytes(UTF_8), "rules: []".getBytes(UTF_8));
        }
      }
      recorder.sendAll("bed-1", samples, 4_000);
      awaitEvents(recorder, 5);

      // Then
      assertThat(monitor.failure()).isEmpty();
      Patience.await().until(() -> monitor.health().ready());
      try (var next = monitor(topics, "second")) {
        assertThat(next.awaitRunning(Patience.LIMIT)).isTrue();
        assertThat(next.failure()).isEmpty();
      }
    }
  }
}
