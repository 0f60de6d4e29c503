package io.tenor.streams.topology;

import static io.tenor.streams.SpokenEvents.anger;
import static io.tenor.streams.SpokenEvents.at;
import static io.tenor.streams.SpokenEvents.silence;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of an alert's life in the topology, in event time, also through a restart. */
class AlertLifeCycleTest {

  private static final Topics TOPICS = new Topics();
  private static final String INPUT = "assessed";
  private static final byte[] KEY = SpokenEvents.SENSOR.getBytes(StandardCharsets.UTF_8);

  private static final String RULES =
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

  @TempDir private Path stateDirectory;
  private boolean inTouch;
  private Timers timers = Timers.WALL_CLOCK;
  private boolean pinned;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], EmotionEvent> events;
  private TestInputTopic<String, byte[]> acks;
  private TestInputTopic<String, byte[]> rules;
  private TestOutputTopic<byte[], EmotionAlert> alerts;

  @BeforeEach
  void start() {
    inTouch = true;
    var usual = TopologySettings.of(TOPICS);
    var settings =
        new TopologySettings(
            TOPICS,
            new AlertSettings(RuleFile.parse(RULES), pinned, Purpose.MEDICAL, timers),
            usual.maxBatch(),
            usual.batchDelay(),
            usual.reorder(),
            usual.overload(),
            usual.sensorHistory(),
            usual.forget());
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
    var clock = Clock.fixed(SpokenEvents.START, ZoneOffset.UTC);
    driver =
        new TopologyTestDriver(
            MonitorTopology.addAlerts(topology, settings, clock, () -> inTouch, INPUT),
            config,
            SpokenEvents.START);
    events =
        driver.createInputTopic(INPUT, new ByteArraySerializer(), EventSerdes.event().serializer());
    acks =
        driver.createInputTopic(
            TOPICS.alertAcks(), new StringSerializer(), new ByteArraySerializer());
    rules =
        driver.createInputTopic(
            TOPICS.alertRules(), new StringSerializer(), new ByteArraySerializer());
    alerts =
        driver.createOutputTopic(
            TOPICS.alerts(), new ByteArrayDeserializer(), EventSerdes.alert().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  /** Another instance takes over what the changelog and the global topics hold. */
  private void restart() {
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

  private void hear(EmotionEvent event) {
    events.pipeInput(KEY, event, event.end());
  }

  private void angry(double fromSeconds, double toSeconds) {
    for (double end = fromSeconds; end <= toSeconds; end += 0.5) {
      hear(anger(end, 0.9));
    }
  }

  private void acknowledge(EmotionAlert alert, double atSeconds, String by) {
    var ack = new AlertAck(alert.id(), by, at(atSeconds));
    acks.pipeInput(alert.id(), EventSerdes.alertAck().serializer().serialize("", ack));
  }

  private void publish(String text) {
    rules.pipeInput(Topics.RULES_KEY, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> said() {
    return alerts.readValuesToList().stream().map(AlertLifeCycleTest::text).toList();
  }

  private static String text(EmotionAlert alert) {
    return "%s %s %.1f"
        .formatted(
            alert.rule(),
            alert.state().label(),
            (alert.at().toEpochMilli() - SpokenEvents.START.toEpochMilli()) / 1e3);
  }

  @Test
  void anAlertIsKeyedByItsSensorAndStampedWithEventTimeAndHeaders() {
    // When
    angry(2, 3);

    // Then
    var record = alerts.readRecord();
    assertThat(record.key()).isEqualTo(KEY);
    assertThat(record.timestamp()).isEqualTo(at(3).toEpochMilli());
    assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
        .isEqualTo(record.value().messageId());
    assertThat(record.value().purpose()).isEqualTo(Purpose.MEDICAL);
    assertThat(record.value().rules()).isEqualTo("test-1");
  }

  @Test
  void raisedEscalatedClearedAndRaisedAgain() {
    // When
    angry(2, 9);
    hear(anger(9.5, 0.1));
    angry(10, 25);

    // Then
    assertThat(said())
        .containsExactly(
            "anger raised 3.0", "anger escalated 8.0", "anger cleared 9.5", "anger raised 20.5");
  }

  @Test
  void aConditionThatDoesNotLastOrHasAHoleRaisesNothing() {
    // When
    angry(2, 2.5);
    hear(anger(3, 0.5));
    angry(3.5, 4);
    angry(12, 12.5);

    // Then
    assertThat(said()).isEmpty();
  }

  @Test
  void anEscalatedAlertIsAcknowledgedAndCleared() {
    // Given
    angry(2, 9);
    var escalated = alerts.readValuesToList().get(1);

    // When
    acknowledge(escalated, 9.2, "nurse 12");
    angry(9.5, 10);
    hear(anger(10.5, 0.1));

    // Then
    assertThat(said()).containsExactly("anger acknowledged 9.2", "anger cleared 10.5");
  }

  @Test
  void anAcknowledgedAlertOfASensorThatIsNotHeardExpires() {
    // Given
    angry(2, 3);
    acknowledge(alerts.readValue(), 3.4, "nurse 12");

    // When
    for (int second = 0; second < 30; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).containsExactly("anger acknowledged 3.4", "anger expired 23.0");
  }

  @Test
  void aRuleThatIsGoneTakesItsAlertWithIt() {
    // Given
    angry(2, 3);
    assertThat(said()).containsExactly("anger raised 3.0");

    // When
    publish(RULES.replace("test-1", "test-2").replace("name: anger", "name: fury"));
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then
    var ended = alerts.readValue();
    assertThat(text(ended)).isEqualTo("anger expired 3.0");
    assertThat(ended.rules()).isEqualTo("test-2");

    // When: the other rule begins anew
    angry(3.5, 4.5);

    // Then
    assertThat(said()).containsExactly("fury raised 4.5");
  }

  @Test
  void aRestartInEveryPhaseChangesNothing() {
    // When
    angry(2, 2.5);
    restart();
    angry(3, 3.5);
    restart();
    assertThat(said()).isEmpty(); // a driver forgets its outputs with a restart
    angry(4, 9);
    assertThat(said()).containsExactly("anger escalated 8.0");
    restart();
    hear(anger(9.5, 0.1));
    assertThat(said()).containsExactly("anger cleared 9.5");
    restart();
    angry(10, 20.5);

    // Then
    var again = alerts.readValuesToList();
    assertThat(again).extracting(AlertLifeCycleTest::text).containsExactly("anger raised 20.5");

    // When: it is acknowledged before the restart, and nobody has said so yet
    restart();
    acknowledge(again.get(0), 21, "nurse 12");
    angry(21, 22);
    restart();
    angry(22.5, 30);
    hear(anger(30.5, 0.1));

    // Then
    assertThat(alerts.readValuesToList())
        .extracting(alert -> text(alert) + " " + alert.acknowledgedBy())
        .containsExactly("anger cleared 30.5 nurse 12");
  }

  @Test
  void anAcknowledgementIsToldAtOnceThoughNothingIsHeard() {
    // Given
    angry(2, 3);
    var alert = alerts.readValue();

    // When
    acknowledge(alert, 3.7, "nurse 12");
    acknowledge(alert, 4.1, "nurse 13");
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then: the first one counts
    var told = alerts.readValuesToList();
    assertThat(told).extracting(AlertLifeCycleTest::text).containsExactly("anger acknowledged 3.7");
    assertThat(told.get(0).acknowledgedBy()).isEqualTo("nurse 12");
    assertThat(told.get(0).id()).isEqualTo(alert.id());
  }

  @Test
  void anAcknowledgementThatCannotBeReadIsLeftOut() {
    // Given
    angry(2, 3);
    var alert = alerts.readValue();

    // When
    acks.pipeInput(alert.id(), "rubbish".getBytes(StandardCharsets.UTF_8));
    acks.pipeInput("no such alert", new byte[0]);
    acknowledge(alert, 3.7, "nurse 12");
    angry(3.5, 4);

    // Then
    assertThat(said()).containsExactly("anger acknowledged 3.7");
  }

  @Test
  void whenASensorIsNotHeardItsAlertExpiresAndItIsOffline() {
    // Given
    angry(2, 3);

    // When: a second at a time, as the clock goes
    for (int second = 0; second < 60; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said())
        .containsExactly(
            "anger raised 3.0", "anger escalated 8.0", "anger expired 23.0", "offline raised 43.0");

    // When
    hear(silence(100));

    // Then
    assertThat(said()).containsExactly("offline cleared 98.0");
  }

  @Test
  void timeWithoutBrokersDoesNotMakeASensorOffline() {
    // Given
    hear(silence(3));
    inTouch = false;

    // When
    for (int second = 0; second < 300; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).isEmpty();

    // When
    inTouch = true;
    for (int second = 0; second < 50; second++) {
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    // Then
    assertThat(said()).containsExactly("offline raised 43.0");
  }

  @Test
  void inAReplayTheClockOfThisMachineSaysNothingAndTheStreamDoes() {
    // Given
    stop();
    timers = Timers.STREAM_TIME;
    start();
    angry(2, 3);
    var other = "bed-2".getBytes(StandardCharsets.UTF_8);

    // When
    driver.advanceWallClockTime(Duration.ofHours(1));

    // Then
    assertThat(said()).containsExactly("anger raised 3.0");

    // When: another sensor's audio goes on
    for (int second = 4; second < 60; second++) {
      events.pipeInput(other, otherSensor(silence(second)), at(second));
    }

    // Then
    assertThat(said())
        .containsExactly("anger escalated 8.0", "anger expired 23.0", "offline raised 43.0");
  }

  @Test
  void inAReplayAnAcknowledgementCountsFromWhenItWasMade() {
    // Given: all acknowledgements are there before the audio
    stop();
    timers = Timers.STREAM_TIME;
    start();
    var id = EmotionAlert.id("anger", anger(2, 1).context(), SpokenEvents.SENSOR, "s1", at(2));
    acks.pipeInput(
        id,
        EventSerdes.alertAck().serializer().serialize("", new AlertAck(id, "nurse 12", at(6.2))));

    // When
    angry(2, 12);

    // Then
    assertThat(said()).containsExactly("anger raised 3.0", "anger acknowledged 6.2");
  }

  private static EmotionEvent otherSensor(EmotionEvent event) {
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

  @Test
  void rulesThatArePublishedAreInForceFromTheNextWindow() {
    // When
    angry(2, 2.5);
    publish(RULES.replace("test-1", "test-2").replace("for: 1s", "for: 3s"));
    angry(3, 6);

    // Then
    var alert = alerts.readValue();
    assertThat(text(alert)).isEqualTo("anger raised 5.0");
    assertThat(alert.rules()).isEqualTo("test-2");

    // When
    rules.pipeInput(Topics.RULES_KEY, (byte[]) null);
    hear(anger(6.5, 0.1));

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-1");
  }

  @Test
  void newRulesCountForASensorThatSaysNothingToo() {
    // Given
    hear(silence(2));
    driver.advanceWallClockTime(Duration.ofSeconds(15));

    // When
    publish(RULES.replace("for: 40s", "for: 10s"));
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    // Then
    assertThat(said()).containsExactly("offline raised 12.0");
  }

  @Test
  void rulesThatCannotBeUsedAreRefusedAndTheOldOnesStay() {
    // When
    publish(RULES.replace("test-1", "test-2"));
    publish(RULES.replace("test-1", "test-3").replace("clear: 0.3", "clear: 0.9"));
    publish("rubbish: [");
    rules.pipeInput("other", RULES.getBytes(StandardCharsets.UTF_8));
    angry(2, 3);

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-2");
  }

  @Test
  void rulesThatArePinnedStayWhateverIsPublished() {
    // Given
    stop();
    pinned = true;
    start();

    // When
    publish(RULES.replace("test-1", "test-2"));
    angry(2, 3);

    // Then
    assertThat(alerts.readValue().rules()).isEqualTo("test-1");
  }

  @Test
  void aSensorThatIsGoneForADayIsForgotten() {
    // Given
    hear(silence(2));
    driver.advanceWallClockTime(Duration.ofMinutes(1));
    assertThat(said()).containsExactly("offline raised 42.0");

    // When
    driver.advanceWallClockTime(Duration.ofHours(23));
    assertThat(said()).isEmpty();
    driver.advanceWallClockTime(Duration.ofHours(2));

    // Then
    assertThat(said()).containsExactly("offline expired 86402.0");
    assertThat(driver.getKeyValueStore(MonitorTopology.SENSOR_ALERTS).approximateNumEntries())
        .isZero();
  }
}
