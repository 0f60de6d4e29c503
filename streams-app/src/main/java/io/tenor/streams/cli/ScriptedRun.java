package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.admin.TopicTap;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.evaluate.Script;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.AlertSettings;
import io.tenor.streams.topology.TopologySettings;
import io.tenor.streams.window.TimelineSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Plays scripts to a monitor through a broker, as fast as both can, and gathers what comes out.
 * Sensors are in step with each other, as they would be in a recorded topic.
 */
final class ScriptedRun implements TopicTap.Listener {

  private static final int PARTITIONS = 4;
  private static final Duration CHUNK = Duration.ofMillis(250);
  private static final Duration JOIN = Duration.ofSeconds(60);
  private static final Duration STUCK = Duration.ofSeconds(60);
  private static final String SESSION = "script";

  private final Map<SensorKey, Script> scripts;
  private final RuleSet rules;
  private final ModelChoice choice;
  private final Instant start;
  private final Progress progress;
  private final Map<SensorKey, List<EmotionEvent>> events = new HashMap<>();
  private final Map<SensorKey, List<EmotionAlert>> alerts = new HashMap<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private long heard;

  /** Is told how far it is. */
  interface Progress {
    /**
     * Windows of all, and seconds since the start.
     *
     * @param done events that have come
     * @param all windows in the scripts
     */
    void at(long done, long all, double seconds);
  }

  /**
   * A run that has not begun.
   *
   * @param scripts by the sensor that plays them, all at one rate
   * @param start capture time of their first samples
   */
  ScriptedRun(
      Map<SensorKey, Script> scripts,
      RuleSet rules,
      ModelChoice choice,
      Instant start,
      Progress progress) {
    this.scripts = Map.copyOf(scripts);
    this.rules = rules;
    this.choice = choice;
    this.start = start;
    this.progress = progress;
  }

  @Override
  public synchronized void onEvent(EmotionEvent event, Instant readAt) {
    events
        .computeIfAbsent(
            new SensorKey(event.context(), event.sensor()), sensor -> new ArrayList<>())
        .add(event);
    heard++;
  }

  @Override
  public synchronized void onAlert(EmotionAlert alert) {
    alerts
        .computeIfAbsent(
            new SensorKey(alert.context(), alert.sensor()), sensor -> new ArrayList<>())
        .add(alert);
  }

  @Override
  public void onRejected() {
    failure.set(new IllegalStateException("a chunk of a script was rejected"));
  }

  private synchronized long heard() {
    return heard;
  }

  /** The events of a sensor, in their order. */
  synchronized List<EmotionEvent> events(SensorKey sensor) {
    return List.copyOf(events.getOrDefault(sensor, List.of()));
  }

  /** The alert messages of a sensor, in their order. */
  synchronized List<EmotionAlert> alerts(SensorKey sensor) {
    return List.copyOf(alerts.getOrDefault(sensor, List.of()));
  }

  /** Runs to the end. */
  void run(String bootstrapServers, Path stateDirectory) throws InterruptedException {
    var client = Map.of("bootstrap.servers", bootstrapServers);
    var topics = new Topics();
    try (var admin = Admin.create(new HashMap<>(client))) {
      new TopicAdmin(admin).create(new TopicPlan(topics, PARTITIONS, Optional.empty()));
    }
    var tap = new TopicTap(client, topics, this);
    try (var monitor =
        Monitor.start(settings(client, topics, stateDirectory), choice, Clock.systemUTC())) {
      if (!monitor.awaitRunning(JOIN)) {
        throw UserException.failure(
            "The monitor did not start within a minute: run again with --verbose to see why.");
      }
      var timeline = TimelineSettings.of(monitor.model().metadata());
      long windows =
          scripts.values().stream()
              .mapToLong(script -> timeline.windowsIn(script.samples().length))
              .sum();
      var sender = new Thread(() -> trySend(client, topics), "script");
      sender.setDaemon(true);
      sender.start();
      await(windows, monitor);
    } finally {
      tap.close();
    }
  }

  private MonitorSettings settings(Map<String, String> client, Topics topics, Path directory) {
    var topology =
        TopologySettings.of(topics)
            .alerting(
                new AlertSettings(rules, true, Purpose.RESEARCH, AlertSettings.Timers.STREAM_TIME));
    return new MonitorSettings(
        "tenor-evaluate",
        client,
        topology,
        Math.max(1, Math.min(PARTITIONS, Runtime.getRuntime().availableProcessors())),
        0,
        MonitorSettings.SESSION_TIMEOUT,
        Duration.ofMillis(100),
        directory);
  }

  private void trySend(Map<String, String> client, Topics topics) {
    try {
      send(client, topics);
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private void send(Map<String, String> client, Topics topics) {
    var config = new HashMap<String, Object>(client);
    config.put("compression.type", "lz4");
    config.put("linger.ms", "20");
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      var sensors = new TreeMap<String, SensorKey>();
      scripts.keySet().forEach(sensor -> sensors.put(sensor.storeKey(), sensor));
      int length = scripts.values().stream().mapToInt(s -> s.samples().length).max().orElse(0);
      int rate = scripts.values().iterator().next().sampleRateHz();
      int chunk = Math.toIntExact(CHUNK.toMillis() * rate / 1_000);
      for (int from = 0; from < length; from += chunk) {
        for (var sensor : sensors.values()) {
          var script = scripts.get(sensor);
          int to = Math.min(script.samples().length, from + chunk);
          if (from < to) {
            var unused = producer.send(record(topics, sensor, script, from, to));
          }
        }
      }
    }
  }

  private ProducerRecord<byte[], byte[]> record(
      Topics topics, SensorKey sensor, Script script, int from, int to) {
    var bytes = ByteBuffer.allocate(Short.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(script.samples(), from, to - from);
    var record =
        new ProducerRecord<>(
            topics.audio(sensor.context()),
            null,
            start.toEpochMilli() + from * 1_000L / script.sampleRateHz(),
            sensor.recordKey(),
            bytes.array());
    record
        .headers()
        .add(
            AudioHeaders.CONTENT_TYPE,
            "audio/pcm;rate=%d;encoding=s16le;channels=1"
                .formatted(script.sampleRateHz())
                .getBytes(UTF_8))
        .add(AudioHeaders.SESSION, SESSION.getBytes(UTF_8))
        .add(AudioHeaders.FIRST_SAMPLE, Integer.toString(from).getBytes(UTF_8));
    return record;
  }

  private void await(long windows, Monitor monitor) throws InterruptedException {
    long began = System.nanoTime();
    long seen = 0;
    long seenAt = began;
    while (seen < windows) {
      TimeUnit.MILLISECONDS.sleep(100);
      long now = heard();
      if (now > seen) {
        seen = now;
        seenAt = System.nanoTime();
      }
      if (failure.get() != null) {
        throw failure.get();
      }
      progress.at(seen, windows, (System.nanoTime() - began) / 1e9);
      monitor
          .failure()
          .ifPresent(
              cause -> {
                throw new IllegalStateException("the monitor stopped by itself", cause);
              });
      if (System.nanoTime() - seenAt > STUCK.toNanos()) {
        throw UserException.failure(
            "Only %d of %d windows have come, and none for a minute: run again with --verbose."
                .formatted(seen, windows));
      }
    }
  }
}
