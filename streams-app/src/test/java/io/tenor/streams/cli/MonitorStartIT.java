package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.PartitionSizes;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.TestMonitors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor refuses to start into. */
class MonitorStartIT {

  private static TestKafka kafka;
  private final Topics topics = kafka.createTopics(1);
  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private Typed tenor(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers()));
    all.addAll(List.of("--topic-prefix", topics.prefix()));
    return Typed.tenor(all.toArray(String[]::new));
  }

  private static void set(String topic, String name, String value)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Patience.client(kafka.client()))) {
      Map<ConfigResource, Collection<AlterConfigOp>> change =
          Map.of(
              new ConfigResource(ConfigResource.Type.TOPIC, topic),
              List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
      admin.incrementalAlterConfigs(change).all().get();
    }
  }

  @Test
  void captureTimesThatTheBrokerOverwritesAreRefusedAndListed() throws Exception {
    // Given
    var ward = topics.audio(SensorContext.WARD);
    assertThat(tenor("topics", "list").err()).isEmpty();
    set(ward, "message.timestamp.type", "LogAppendTime");

    // When
    var started = tenor("monitor", "--purpose", "research", "--device", "cpu");
    var listed = tenor("topics", "list");

    // Then
    assertThat(started.status()).isEqualTo(1);
    assertThat(started.err())
        .hasLineCount(1)
        .contains("overwrites the capture times of " + ward, "message.timestamp.type=CreateTime");
    assertThat(listed.status()).isZero();
    assertThat(listed.err()).hasLineCount(1).contains(ward, "message.timestamp.type=CreateTime");
  }

  @Test
  void anotherApplicationIsToldThatItWouldProcessTheRetainedAudioAgain() throws Exception {
    // Given: audio that one application has processed
    var options = KafkaOptions.of(kafka.bootstrapServers());
    var ours = TestMonitors.settings(kafka, topics, topics.prefix() + "monitor", directory);
    var other = TestMonitors.settings(kafka, topics, topics.prefix() + "other", directory);
    assertThatCode(() -> new MonitorChecks(options, other).check(false))
        .as("nobody has processed anything")
        .doesNotThrowAnyException();
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(Patience.client(kafka.client()), bytes, bytes);
        var admin = Admin.create(Patience.client(kafka.client()));
        var monitor = TestMonitors.start(kafka, topics, ModelChoice.SHIPPED, directory)) {
      for (int second = 0; second < 4; second++) {
        producer
            .send(
                AudioRecords.of(
                    topics.audio(SensorContext.WARD),
                    "bed-1",
                    "s1",
                    System.currentTimeMillis(),
                    16_000 * second,
                    new short[16_000]))
            .get();
      }
      Patience.await().until(() -> PartitionSizes.records(admin, Set.of(topics.events())) > 0);
      assertThat(monitor.stop()).isTrue();
    }

    // When
    var started = tenor("monitor", "--purpose", "research", "--device", "cpu");

    // Then
    assertThat(started.status()).isEqualTo(2);
    assertThat(started.err())
        .hasLineCount(1)
        .contains("The application tenor-monitor has no place", "--reprocess", "4 retained");
    assertThatThrownBy(() -> new MonitorChecks(options, other).check(false))
        .isInstanceOf(UserException.class);
    assertThatCode(() -> new MonitorChecks(options, other).check(true)).doesNotThrowAnyException();
    assertThatCode(() -> new MonitorChecks(options, ours).check(false)).doesNotThrowAnyException();
  }
}
