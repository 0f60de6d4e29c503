package io.tenor.streams.topology;

import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.window.TimelineSettings;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: {@code ingest -> window -> score -> alert}.
 *
 * <p>Every node, store and with it every changelog topic has a fixed name. All state is keyed by
 * sensor and in memory, with a changelog; audio is never written to this machine's disk.
 */
public final class MonitorTopology {

  static final String INGEST = "ingest";
  static final String WINDOW = "window";
  static final String SCORE = "score";
  static final String ALERT = "alert";
  static final String EVENTS = "emotion-events";
  static final String SHADOW_EVENTS = "shadow-events";
  static final String ALERTS = "emotion-alerts";
  static final String STATUS = "sensor-status";
  static final String REJECTED = "audio-rejected";

  /** Per sensor: where its timeline stands. */
  static final String TIMELINES = "timelines";

  /** Chunks that wait for one before them on their sensor. */
  static final String HELD = "held-chunks";

  /** Per sensor: the columns that windows not yet scored need. */
  static final String COLUMNS = "columns";

  /** Windows that are complete and wait to be scored. */
  static final String DUE = "due-windows";

  /** Per sensor: what the model pooled of its windows, if the model compares that. */
  static final String PASTS = "feature-pasts";

  /** Per sensor: the same of the shadow model. */
  static final String SHADOW_PASTS = "shadow-pasts";

  /** Per sensor: how many of its windows were not scored. */
  static final String SKIPPED = "skipped-windows";

  /** Per sensor: where its alerts stand. */
  static final String SENSOR_ALERTS = "sensor-alerts";

  /** The stores, which the changelogs are named after. */
  public static final List<String> STORES =
      List.of(TIMELINES, HELD, COLUMNS, DUE, PASTS, SHADOW_PASTS, SKIPPED, SENSOR_ALERTS);

  private MonitorTopology() {}

  /**
   * Builds it.
   *
   * @param settings names and bounds
   * @param models shared by all tasks; one that replaces another has to have the same front end
   * @param inputs acknowledgements and published rules, shared by all tasks
   * @param clock the time of processing, stamped on events
   * @param inTouch whether the brokers are there: while they are not, no sensor is silent
   * @param backlog how much audio waits at the brokers
   * @param meters are told what is done
   */
  public static Topology build(
      TopologySettings settings,
      ModelSlot models,
      AlertInputs inputs,
      Clock clock,
      BooleanSupplier inTouch,
      Backlog backlog,
      Meters meters) {
    var topics = settings.topics();
    var audio = settings.audio();
    Function<ModelMetadata, TimelineSettings> timeline = settings.cutting()::of;
    var cut = timeline.apply(models.metadata());
    var topology = new Topology();
    var captureTime = new CaptureTime(clock);
    audio
        .contexts()
        .forEach(
            (topic, context) ->
                topology.addSource(
                    AutoOffsetReset.earliest(),
                    source(context, topic, topics),
                    captureTime,
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    topic));
    var sources =
        audio.contexts().entrySet().stream()
            .map(entry -> source(entry.getValue(), entry.getKey(), topics))
            .toArray(String[]::new);
    topology
        .addProcessor(
            INGEST, () -> new IngestProcessor(audio.contexts(), backlog, clock, meters), sources)
        .addProcessor(
            WINDOW,
            () -> new WindowProcessor(models, timeline, audio, clock, inTouch, meters),
            INGEST)
        .addProcessor(
            SCORE, () -> new ScoreProcessor(models, settings, cut, clock, backlog, meters), WINDOW)
        .addStateStore(store(TIMELINES, Serdes.String()), WINDOW)
        .addStateStore(store(HELD, Serdes.Bytes()), WINDOW)
        .addStateStore(store(COLUMNS, Serdes.Bytes()), WINDOW, SCORE)
        .addStateStore(store(DUE, Serdes.Bytes()), SCORE)
        .addStateStore(store(PASTS, Serdes.String()), WINDOW, SCORE)
        .addStateStore(store(SHADOW_PASTS, Serdes.String()), WINDOW, SCORE)
        .addStateStore(store(SKIPPED, Serdes.String()), WINDOW, SCORE)
        .addSink(
            EVENTS,
            topics.events(),
            new ByteArraySerializer(),
            EventSerdes.event().serializer(),
            SCORE)
        .addSink(
            SHADOW_EVENTS,
            topics.shadowEvents(),
            new ByteArraySerializer(),
            EventSerdes.event().serializer(),
            SCORE)
        .addSink(
            STATUS,
            topics.status(),
            new ByteArraySerializer(),
            EventSerdes.status().serializer(),
            WINDOW)
        .addSink(
            REJECTED,
            topics.rejected(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            INGEST);
    return addAlerts(topology, settings, inputs, clock, inTouch, meters, SCORE);
  }

  /** Adds the alerts of the events that another node gives. */
  static Topology addAlerts(
      Topology topology,
      TopologySettings settings,
      AlertInputs inputs,
      Clock clock,
      BooleanSupplier inTouch,
      Meters meters,
      String events) {
    var topics = settings.topics();
    return topology
        .addProcessor(
            ALERT, () -> new AlertProcessor(settings, inputs, clock, inTouch, meters), events)
        .addStateStore(store(SENSOR_ALERTS, Serdes.String()), ALERT)
        .addSink(
            ALERTS,
            topics.alerts(),
            new ByteArraySerializer(),
            EventSerdes.alert().serializer(),
            ALERT);
  }

  /** The usual topic of a context gives the node its name; another one is part of it. */
  private static String source(SensorContext context, String topic, Topics topics) {
    var name = "audio-" + context.label();
    return topic.equals(topics.audio(context)) ? name : name + '-' + topic;
  }

  private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray());
  }
}
