package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.TestMonitors;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and acknowledgements by hand, with a monitor that runs. */
class AlertCommandsIT {

  private static final int CHUNK = 4_000;
  private static TestKafka kafka;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Typed tenor(Topics topics, String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(
        List.of("--bootstrap-server", kafka.bootstrapServers(), "--topic-prefix", topics.prefix()));
    return Typed.tenor(all.toArray(String[]::new));
  }

  private Path rules(String version) throws IOException {
    // Whatever is spoken meets it: what the voice sounds like does not matter here.
    return Files.writeString(
        directory.resolve(version + ".yaml"),
        """
        version: %s
        smoothing: {model: none}
        rules:
          - name: spoken
            emotions: [anger, boredom, disgust, fear, happiness, sadness, neutral]
            raise: 0.9
            clear: 0.5
            for: 1s
            coolDown: 1s
            expire: 1h
        """
            .formatted(version));
  }

  /** Speaks from a second to another. */
  private static void speak(Topics topics, Instant since, int from, int to) {
    var voice = new VoiceSynthesizer(VoiceProfile.of("anger"), 11).next(16_000 * to);
    send(topics, since, from, voice);
  }

  /** Sends what comes after so many seconds. */
  private static void send(Topics topics, Instant since, int from, short[] samples) {
    try (var producer =
        new KafkaProducer<>(
            Patience.client(kafka.client()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int at = from * 16_000; at < samples.length; at += CHUNK) {
        var unused =
            producer.send(
                AudioRecords.of(
                    topics.audio(SensorContext.WARD),
                    "bed-1",
                    "s1",
                    since.toEpochMilli(),
                    at,
                    Arrays.copyOfRange(samples, at, at + CHUNK)));
      }
    }
  }

  private static List<EmotionAlert> alerts(Topics topics) {
    var typed = tenor(topics, "alerts", "--from-beginning", "--timeout", "0.3", "--json");
    assertThat(typed.status()).as(typed.err()).isZero();
    var alert = EventSerdes.alert().deserializer();
    return typed
        .out()
        .lines()
        .map(line -> alert.deserialize("alerts", line.getBytes(UTF_8)))
        .toList();
  }

  private static void awaitAlerts(Topics topics, String... said) {
    Patience.await()
        .untilAsserted(
            () ->
                assertThat(alerts(topics))
                    .extracting(alert -> alert.state().label() + " by " + alert.rules())
                    .containsExactly(said));
  }

  private Monitor monitor(Topics topics, String name) throws InterruptedException {
    return TestMonitors.start(kafka, topics, ModelChoice.SHIPPED, directory.resolve(name));
  }

  @Test
  void rulesAreInForceWhenPublishedAndAnAlertIsAcknowledgedAlsoThroughARestart() throws Exception {
    // Given
    var topics = kafka.createTopics(2);
    var since = Instant.now();

    // When
    var published = tenor(topics, "rules", "publish", rules("mine-1").toString());
    assertThat(published.status()).as(published.err()).isZero();
    assertThat(published.out()).contains("The rules mine-1 are in force: 1 of them.");
    try (var monitor = monitor(topics, "one")) {
      assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
      speak(topics, since, 0, 6);
      awaitAlerts(topics, "raised by mine-1");

      // When: somebody has seen it, and nothing more is said
      var id = alerts(topics).get(0).id();
      var acknowledged = tenor(topics, "alerts", "ack", id, "--by", "nurse 12");
      assertThat(acknowledged.status()).as(acknowledged.err()).isZero();

      // Then
      awaitAlerts(topics, "raised by mine-1", "acknowledged by mine-1");
      assertThat(alerts(topics).get(1).acknowledgedBy()).isEqualTo("nurse 12");
      assertThat(alerts(topics).get(1).id()).isEqualTo(id);
      assertThat(tenor(topics, "alerts", "--open").out()).contains("seen by nurse 12", "#" + id);
    }

    // When: a set that cannot be used is put there past the commands, and the monitor comes back
    try (var producer =
        new KafkaProducer<>(
            Patience.client(kafka.client()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topics.alertRules(),
                  Topics.RULES_KEY.getBytes(UTF_8),
                  "{version: bad, rules: [{name: x}]}".getBytes(UTF_8)))
          .get();
    }
    try (var monitor = monitor(topics, "two")) {
      assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
      send(topics, since, 6, new short[12 * 16_000]);

      // Then
      awaitAlerts(topics, "raised by mine-1", "acknowledged by mine-1", "cleared by mine-1");
      assertThat(alerts(topics).get(2).acknowledgedBy()).isEqualTo("nurse 12");
      assertThat(tenor(topics, "alerts", "--open").err()).contains("No alert is open.");
    }
    assertThat(tenor(topics, "rules", "show").out()).contains("bad");
    assertThat(tenor(topics, "rules", "withdraw").out()).contains("No rules are published now.");
    assertThat(tenor(topics, "rules", "show").err()).contains("No rules are published");
  }

  @Test
  void aVersionDoesNotMeanTwoThings() throws IOException {
    // Given
    var topics = kafka.createTopics(1);
    var file = rules("mine-1");
    assertThat(tenor(topics, "rules", "publish", file.toString()).status()).isZero();

    // When
    var same = tenor(topics, "rules", "publish", file.toString());
    Files.writeString(file, Files.readString(file).replace("raise: 0.9", "raise: 0.8"));
    var other = tenor(topics, "rules", "publish", file.toString());

    // Then
    assertThat(same.status()).as(same.err()).isZero();
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "Other rules are published as version mine-1: give these a version of their own.");
    assertThat(tenor(topics, "rules", "show").out()).contains("\"raise\":0.9");
  }

  @Test
  void whatIsNoAlertIsNotAcknowledged() {
    // Given
    var topics = kafka.createTopics(1);

    // Then
    for (var wrong : Stream.of("nonsense", "a/b/c", "a/b/c/d/ü").toList()) {
      var typed = tenor(topics, "alerts", "ack", wrong);
      assertThat(typed.status()).as(wrong).isEqualTo(2);
      assertThat(typed.err()).contains("is no id of an alert");
    }
  }
}
