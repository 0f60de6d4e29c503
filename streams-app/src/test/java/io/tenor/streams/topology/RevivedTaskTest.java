package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.SpokenEvents;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.topology.AlertSettings.Timers;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowQuality;
import java.time.Clock;
import java.util.OptionalLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A task whose transaction was aborted, and that Kafka Streams revives: the same processors are
 * initialised again, with the stores as they were committed last. Here that is empty.
 */
class RevivedTaskTest {

  private static final SensorKey SENSOR = new SensorKey(SensorContext.WARD, "bed-1");
  private static OnnxModel model;
  private static TimelineSettings timeline;

  @BeforeAll
  static void loadModel() {
    model = OnnxModel.shipped(1);
    timeline = TimelineSettings.of(model.metadata());
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  /** A task's context with empty stores. */
  private static <K, V> MockProcessorContext<K, V> context() {
    var context = new MockProcessorContext<K, V>();
    context.setCurrentSystemTimeMs(0);
    add(context, MonitorTopology.TIMELINES, Serdes.String());
    add(context, MonitorTopology.HELD, Serdes.Bytes());
    add(context, MonitorTopology.COLUMNS, Serdes.Bytes());
    add(context, MonitorTopology.DUE, Serdes.Bytes());
    add(context, MonitorTopology.PASTS, Serdes.String());
    add(context, MonitorTopology.SHADOW_PASTS, Serdes.String());
    add(context, MonitorTopology.SKIPPED, Serdes.String());
    add(context, MonitorTopology.SENSOR_ALERTS, Serdes.String());
    return context;
  }

  private static <K> void add(MockProcessorContext<?, ?> context, String name, Serde<K> keys) {
    var store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  @Test
  void aChunkThatIsHeardAgainIsNoDuplicate() {
    // Given
    var processor =
        new WindowProcessor(
            new ModelSlot(model),
            TimelineSettings::of,
            AudioInput.of(new Topics()),
            Clock.systemUTC(),
            () -> true,
            Meters.NONE);
    var chunk =
        new Record<>(
            SENSOR,
            new AudioChunk(SENSOR, "s1", OptionalLong.of(0), 0, 16_000, new short[32_000]),
            0L);
    processor.init(context());
    processor.process(chunk);

    // When
    MockProcessorContext<Object, Object> revived = context();
    processor.init(revived);
    processor.process(chunk);

    // Then
    KeyValueStore<String, byte[]> timelines = revived.getStateStore(MonitorTopology.TIMELINES);
    assertThat(timelines.get(SENSOR.storeKey())).isNotNull();
    assertThat(revived.forwarded(MonitorTopology.SCORE)).hasSize(1);
  }

  @Test
  void aWindowThatWaitedInTheAbortedTransactionWaitsNoMore() {
    // Given
    var processor =
        new ScoreProcessor(
            new ModelSlot(model),
            TopologySettings.of(new Topics()),
            timeline,
            Clock.systemUTC(),
            new KnownBacklog(),
            Meters.NONE);
    var frontEnd = model.metadata().frontEnd();
    var window =
        new DueWindow(
            new WindowId(SENSOR, "s1", 0, 0, 0, 0, 1_995, new WindowQuality(0, 0, -30, -60)),
            Spectrogram.levels(frontEnd, new short[frontEnd.windowSamples()]),
            0,
            model.metadata().newSensorStatistics(),
            timeline.historyFingerprint(),
            true);
    processor.init(context());
    processor.process(new Record<>(SENSOR, window, 0));

    // When
    MockProcessorContext<byte[], EmotionEvent> revived = context();
    processor.init(revived);
    revived.scheduledPunctuators().get(0).getPunctuator().punctuate(0);

    // Then
    assertThat(revived.forwarded()).isEmpty();
  }

  @Test
  void aReplayThatGoesOnDoesNotTakeWhatLiesBehindItForSilence() {
    // Given: an alert that is open when another instance goes on
    var usual = TopologySettings.of(new Topics());
    var settings =
        usual.alerting(
            new AlertSettings(
                RuleFile.parse(DrivenAlerts.RULES), true, Purpose.RESEARCH, Timers.STREAM_TIME));
    MockProcessorContext<byte[], EmotionAlert> context = context();
    var first =
        new AlertProcessor(settings, new AlertInputs(), Clock.systemUTC(), () -> true, Meters.NONE);
    first.init(context);
    for (int second = 2; second < 6; second++) {
      first.process(new Record<>(new byte[0], SpokenEvents.anger(second, 1), 0));
    }
    assertThat(context.forwarded()).hasSize(1);

    // When
    var second =
        new AlertProcessor(settings, new AlertInputs(), Clock.systemUTC(), () -> true, Meters.NONE);
    second.init(context);
    var other = DrivenAlerts.otherSensor(SpokenEvents.anger(6, 1));
    second.process(new Record<>(new byte[0], other, 0));

    // Then
    assertThat(context.forwarded()).hasSize(1);
  }
}
