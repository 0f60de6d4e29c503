package io.tenor.streams.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.admin.TopicRecords;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.AlertSettings;
import io.tenor.streams.topology.AlertSettings.Timers;
import io.tenor.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of Tenor: what a monitor said live, it says again of the recording, byte for byte,
 * whatever the speed and however many partitions and instances there are.
 */
class LiveEqualsReplayIT {

  private static final String RULES =
      """
      version: live-1
      smoothing: {model: exponential, halfLife: 1s}
      rules:
        - name: loud-mood
          condition: emotion
          emotions: [anger, fear, happiness]
          contexts: [ward, driver]
          priority: high
          raise: 0.4
          clear: 0.2
          for: 1s
          coolDown: 2s
          expire: 8s
        - name: gone
          condition: offline
          contexts: [ward, driver]
          priority: low
          for: 4s
      """;

  /** Shortly before the last sensor has ended. */
  private static final Duration END = Duration.ofSeconds(22);

  @TempDir private Path directory;

  /** A deployment: its topics, how many partitions, instances, and by what time it goes. */
  private record Deployment(Topics topics, int instances, Timers timers) {}

  @Test
  void aReplayGivesTheEventsAndAlertsThatWereGivenLive() throws Exception {
    try (var kafka = TestKafka.start()) {
      // Given: sensors that were heard live, with all that happens to sensors
      var live = new Deployment(kafka.createTopics(2), 1, Timers.WALL_CLOCK);
      var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(8);
      var sent = LiveTalk.of(live.topics(), start);
      var heard = run(kafka, live, () -> LiveTalk.send(kafka, sent, start));

      // When: it is replayed as it was, and as fast as possible, to deployments of other kinds
      var slow = new Deployment(kafka.createTopics(4), 2, Timers.WALL_CLOCK);
      var fast = new Deployment(kafka.createTopics(1), 1, Timers.STREAM_TIME);
      var threads = Executors.newFixedThreadPool(2);
      Future<Output> again =
          threads.submit(
              () -> run(kafka, slow, () -> replay(kafka, live, slow, OptionalDouble.of(1))));
      Future<Output> atOnce =
          threads.submit(
              () -> run(kafka, fast, () -> replay(kafka, live, fast, OptionalDouble.empty())));

      // Then
      assertThat(heard.events().values().stream().mapToInt(List::size).sum()).isGreaterThan(120);
      assertThat(heard.alerts()).anyMatch(alert -> alert.contains("loud-mood"));
      assertThat(heard.alerts()).anyMatch(alert -> alert.contains("\"gone\""));
      for (var replayed : List.of(atOnce.get(), again.get())) {
        assertThat(replayed.events()).isEqualTo(heard.events());
        assertThat(replayed.alertsUntil(start)).isEqualTo(heard.alertsUntil(start));
      }
      threads.shutdown();
    }
  }

  private static void replay(
      TestKafka kafka, Deployment from, Deployment to, OptionalDouble speed) {
    var config = Patience.client(kafka.client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.GROUP_ID_CONFIG, "replay-" + to.topics().prefix());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "replay-" + to.topics().prefix());
    var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var group = consumer.groupMetadata();
    var partitions =
        Arrays.stream(SensorContext.values())
            .map(from.topics()::audio)
            .flatMap(topic -> TopicPartitions.of(consumer, topic).stream())
            .toList();
    var pacer = new Pacer(Pacer.LONGEST_PAUSE);
    try (var source =
            new TopicSource(
                consumer,
                new ReplayPlan(TopicSpan.ALL.ranges(consumer, partitions), 0),
                record -> true,
                pacer::dueMs);
        var producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      var settings =
          new Transfer.Settings(
              topic -> to.topics().prefix() + topic.substring(from.topics().prefix().length()),
              0,
              speed);
      var transfer = new Transfer(source, producer, group, settings, pacer);
      assertThat(transfer.run((sent, extent) -> {})).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // --- what comes out --------------------------------------------------------------------------

  /** Events of each sensor in their order, and alerts, without the time of processing. */
  private record Output(Map<String, List<String>> events, List<String> alerts) {

    /**
     * Those that the recording tells: not what time brings about after its end, nor that a sensor
     * is gone that does not come back, which a live monitor knows by its clock.
     */
    List<String> alertsUntil(Instant start) {
      return alerts.stream()
          .filter(alert -> sinceMs(alert, start) < END.toMillis())
          .filter(alert -> !alert.contains("\"gone/driver/"))
          .toList();
    }

    private static long sinceMs(String alert, Instant start) {
      var at = Instant.parse(alert.replaceAll(".*\"at\":\"([^\"]*)\".*", "$1"));
      return Math.floorMod(Duration.between(start, at).toMillis(), LiveTalk.AHEAD.toMillis());
    }
  }

  private Output run(TestKafka kafka, Deployment deployment, Runnable sending)
      throws InterruptedException {
    var monitors = new ArrayList<Monitor>();
    try {
      for (int i = 0; i < deployment.instances(); i++) {
        monitors.add(monitor(kafka, deployment, i));
      }
      for (var monitor : monitors) {
        assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
      }
      sending.run();
      return settled(kafka, deployment.topics());
    } finally {
      monitors.forEach(Monitor::close);
    }
  }

  private Monitor monitor(TestKafka kafka, Deployment deployment, int number)
      throws InterruptedException {
    var usual = TopologySettings.of(deployment.topics());
    var topology =
        usual.alerting(
            new AlertSettings(RuleFile.parse(RULES), true, Purpose.RESEARCH, deployment.timers()));
    return Monitor.start(
        new MonitorSettings(
            deployment.topics().prefix() + "monitor",
            kafka.client(),
            topology,
            1,
            0,
            MonitorSettings.SESSION_TIMEOUT,
            Duration.ofMillis(100),
            directory.resolve(deployment.topics().prefix() + number)),
        ModelChoice.SHIPPED,
        Clock.systemUTC());
  }

  /** Reads when nothing more comes. */
  private static Output settled(TestKafka kafka, Topics topics) {
    var last = new Output[] {null};
    Patience.await()
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> {
              var now = read(kafka, topics);
              boolean same = now.equals(last[0]) && !now.events().isEmpty();
              last[0] = now;
              return same;
            });
    return last[0];
  }

  private static Output read(TestKafka kafka, Topics topics) {
    var config = Patience.client(kafka.client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    var events = new TreeMap<String, List<String>>();
    var alerts = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicRecords.each(
          consumer,
          topics.events(),
          record ->
              events
                  .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                  .add(untimed(record.value())));
      TopicRecords.each(consumer, topics.alerts(), record -> alerts.add(untimed(record.value())));
    }
    alerts.sort(Comparator.naturalOrder());
    return new Output(events, alerts);
  }

  private static String untimed(byte[] value) {
    try {
      var json = (ObjectNode) new ObjectMapper().readTree(new String(value, UTF_8));
      json.remove("processedAt");
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
