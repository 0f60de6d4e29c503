package io.tenor.streams.topology;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.SpokenEvents;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.AlertSettings.Timers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The alerts of the topology alone, driven with events, acknowledgements, rules and time. */
abstract class DrivenAlerts {

  static final Topics TOPICS = new Topics();
  static final String INPUT = "assessed";
  static final byte[] KEY = SpokenEvents.SENSOR.getBytes(StandardCharsets.UTF_8);

  static final String RULES =
      """
      version: test-1
      smoothing: {model: none}
      rules:
        - name: anger
          emotions: [anger]
          raise: 0.6
          clear: 0.3
          for: 1s
          coolDown: 10s
          expire: 20s
          priority: medium
          escalate: {after: 5s, priority: high}
        - name: offline
          condition: offline
          for: 40s
      """;

  /** A topic that every instance reads on its own. */
  interface Input {
    /** Takes a record. */
    void take(byte[] key, byte[] value);

    /** Takes a record. */
    default void pipeInput(String key, byte[] value) {
      take(key.getBytes(StandardCharsets.UTF_8), value);
    }
  }

  @TempDir private Path stateDirectory;
  boolean inTouch;
  Timers timers = Timers.WALL_CLOCK;
  boolean pinned;
  TopologyTestDriver driver;
  TestInputTopic<byte[], EmotionEvent> events;
  Input acks;
  Input rules;
  TestOutputTopic<byte[], EmotionAlert> alerts;

  @BeforeEach
  void start() {
    inTouch = true;
    var usual = TopologySettings.of(TOPICS);
    var settings =
        usual.alerting(new AlertSettings(RuleFile.parse(RULES), pinned, Purpose.MEDICAL, timers));
    var topology =
        new Topology()
            .addSource(
                INPUT, new ByteArrayDeserializer(), EventSerdes.event().deserializer(), INPUT);
    var config =
        new MonitorSettings(
                "test",
                Map.of("bootstrap.servers", "unused:9092"),
                settings,
                1,
                0,
                MonitorSettings.SESSION_TIMEOUT,
                Duration.ofMillis(100),
                stateDirectory)
            .streamsConfig();
    var inputs = new AlertInputs();
    acks = inputs::acknowledgement;
    rules = inputs::rules;
    var clock = Clock.fixed(SpokenEvents.START, ZoneOffset.UTC);
    driver =
        new TopologyTestDriver(
            MonitorTopology.addAlerts(
                topology, settings, inputs, clock, () -> inTouch, Meters.NONE, INPUT),
            config,
            SpokenEvents.START);
    events =
        driver.createInputTopic(INPUT, new ByteArraySerializer(), EventSerdes.event().serializer());
    alerts =
        driver.createOutputTopic(
            TOPICS.alerts(), new ByteArrayDeserializer(), EventSerdes.alert().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  /** Another instance takes over what the changelog and the global topics hold. */
  void restart() {
    var kept = new HashMap<String, byte[]>();
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(MonitorTopology.SENSOR_ALERTS);
    try (var all = store.all()) {
      all.forEachRemaining(entry -> kept.put(entry.key, entry.value));
    }
    stop();
    start();
    KeyValueStore<String, byte[]> next = driver.getKeyValueStore(MonitorTopology.SENSOR_ALERTS);
    kept.forEach(next::put);
  }

  void hear(EmotionEvent event) {
    events.pipeInput(KEY, event, event.end());
  }

  void angry(double fromSeconds, double toSeconds) {
    for (double end = fromSeconds; end <= toSeconds; end += 0.5) {
      hear(anger(end, 0.9));
    }
  }

  void acknowledge(EmotionAlert alert, double atSeconds, String by) {
    var ack = new AlertAck(alert.id(), by, at(atSeconds));
    acks.pipeInput(alert.id(), EventSerdes.alertAck().serializer().serialize("", ack));
  }

  void publish(String text) {
    rules.pipeInput(Topics.RULES_KEY, text.getBytes(StandardCharsets.UTF_8));
  }

  List<String> said() {
    return alerts.readValuesToList().stream().map(DrivenAlerts::text).toList();
  }

  static String text(EmotionAlert alert) {
    return "%s %s %.1f"
        .formatted(
            alert.rule(),
            alert.state().label(),
            (alert.at().toEpochMilli() - SpokenEvents.START.toEpochMilli()) / 1e3);
  }

  static EmotionEvent otherSensor(EmotionEvent event) {
    return new EmotionEvent(
        event.id(),
        "bed-2",
        event.context(),
        event.session(),
        event.firstSample(),
        event.start(),
        event.end(),
        event.outcome(),
        event.label(),
        event.probability(),
        event.probabilities(),
        event.speechShare(),
        event.levelDb(),
        event.noiseDb(),
        event.bridgedMs(),
        event.clippedMs(),
        event.model(),
        event.processedAt());
  }
}
