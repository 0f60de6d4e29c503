package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the topics let through, on a real broker. */
class TopicPlanIT {

  private static TestKafka kafka;
  private static Topics topics;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
    topics = kafka.createTopics(2);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void aSensorWhoseClockIsHoursAheadIsNotRefused() throws Exception {
    // Given
    long ahead = Instant.now().plus(Duration.ofHours(30)).toEpochMilli();
    for (String topic :
        List.of(topics.audio(SensorContext.WARD), topics.events(), topics.alerts())) {
      // When
      RecordMetadata written = send(topic, ahead, new byte[320], Map.of());
      // Then
      assertThat(written.timestamp()).isEqualTo(ahead);
    }
  }

  @Test
  void aChunkAboveTheLimitReachesTheDeadLettersInsteadOfStoppingItsSensor() throws Exception {
    // Given
    byte[] large = new byte[(1 << 20) + 4_096];
    Map<String, Object> unlimited = Map.of("max.request.size", 4 << 20);
    long now = System.currentTimeMillis();
    for (String topic : List.of(topics.audio(SensorContext.DRIVER), topics.rejected())) {
      // When
      RecordMetadata written = send(topic, now, large, unlimited);
      // Then
      assertThat(written.serializedValueSize()).isEqualTo(large.length);
    }
  }

  @Test
  void everyTopicIsCreatedAndOnlyOnce() {
    try (Admin admin = Admin.create(Patience.client(kafka.client()))) {
      // Given
      var topicAdmin = new TopicAdmin(admin);
      // When
      var created = topicAdmin.create(new TopicPlan(topics, 7, Optional.of(1)));
      // Then
      assertThat(created.created()).isEmpty();
      assertThat(created.existing()).containsExactlyElementsOf(topics.all());
      assertThat(topicAdmin.missing(topics.all())).isEmpty();
      assertThat(topicAdmin.missing(List.of(topics.events(), "nobody-made-it")))
          .containsExactly("nobody-made-it");
    }
  }

  /** The topics that every monitor reads whole. */
  private static final List<String> ONE_PARTITION =
      List.of("emotion.models", "emotion.model.files", "model.status", "alert.acks", "alert.rules");

  @Test
  void everyTopicIsInThePlanWithTheNumbersGiven() {
    // When
    var plan = new TopicPlan(new Topics(), 5, Optional.of(3));
    // Then
    assertThat(plan.newTopics())
        .extracting(NewTopic::name)
        .containsExactlyElementsOf(new Topics().all());
    assertThat(plan.newTopics()).allMatch(topic -> topic.replicationFactor() == 3);
    assertThat(plan.newTopics())
        .allMatch(topic -> topic.numPartitions() == (ONE_PARTITION.contains(topic.name()) ? 1 : 5));
    assertThatThrownBy(() -> new TopicPlan(new Topics(), 5, Optional.of(0)))
        .hasMessageContaining("at least 1");
  }

  private static RecordMetadata send(
      String topic, long timestamp, byte[] value, Map<String, Object> further) throws Exception {
    Map<String, Object> settings = Patience.client(kafka.client());
    settings.putAll(further);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer
          .send(new ProducerRecord<>(topic, null, timestamp, "a".getBytes(UTF_8), value))
          .get();
    }
  }
}
