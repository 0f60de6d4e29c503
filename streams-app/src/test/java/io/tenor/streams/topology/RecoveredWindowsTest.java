package io.tenor.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.spectrogram.RunningBandStatistics;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.SensorPasts;
import io.tenor.streams.score.WindowAssessor;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowQuality;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows that a predecessor left waiting in the stores, taken up by a new task. */
class RecoveredWindowsTest {

  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final SensorKey SENSOR = new SensorKey(SensorContext.WARD, "bed-1");
  private static final WindowId ID =
      new WindowId(SENSOR, "s1", 0, 50, 8_000, 500, 2_495, new WindowQuality(0, 0, -30, -60));
  private static OnnxModel model;

  private final MockProcessorContext<byte[], EmotionEvent> context = new MockProcessorContext<>();
  private KeyValueStore<Bytes, byte[]> due;
  private KeyValueStore<Bytes, byte[]> columns;
  private KeyValueStore<String, byte[]> pasts;

  @BeforeAll
  static void loadModel() {
    model = OnnxModel.open(ComparingOnnx.bytes(), "comparing", 1);
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  @BeforeEach
  void open() {
    context.setCurrentSystemTimeMs(0);
    due = store(MonitorTopology.DUE);
    columns = store(MonitorTopology.COLUMNS);
    pasts = store(MonitorTopology.PASTS, Serdes.String());
    store(MonitorTopology.SHADOW_PASTS, Serdes.String());
    store(MonitorTopology.SKIPPED, Serdes.String());
  }

  private KeyValueStore<Bytes, byte[]> store(String name) {
    return store(name, Serdes.Bytes());
  }

  private <K> KeyValueStore<K, byte[]> store(String name, Serde<K> keys) {
    var store =
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    return store;
  }

  /** A window of somebody who has spoken before, louder than the training set. */
  private static DueWindow window(float[] statistics) {
    return window(statistics, timeline().historyFingerprint());
  }

  private static DueWindow window(float[] statistics, int history) {
    var frontEnd = model.metadata().frontEnd();
    var voice = new VoiceSynthesizer(VoiceProfile.of("sadness"), 4);
    return new DueWindow(
        ID,
        Spectrogram.levels(frontEnd, voice.next(frontEnd.windowSamples())),
        0.6,
        statistics,
        history,
        false);
  }

  private static TimelineSettings timeline() {
    return TimelineSettings.of(model.metadata());
  }

  private static float[] newSensor() {
    return new RunningBandStatistics(model.metadata().adaptation().orElseThrow()).row();
  }

  private static float[] past() {
    float[] past = newSensor();
    for (int i = 0; i < past.length / 2; i++) {
      past[i] += 20;
    }
    return past;
  }

  private void leave(DueWindow window, byte[] marker) {
    new ColumnLog(columns, model.metadata().frontEnd().bands())
        .append(SENSOR.storeKey(), ID.epoch(), ID.startColumn(), window.levels());
    due.put(StoreKeys.of(SENSOR.storeKey(), ID.epoch(), ID.startColumn()), marker);
  }

  /** The events of a task that starts now. */
  private List<EmotionEvent> takenUp() {
    var processor =
        new ScoreProcessor(
            new ModelSlot(model),
            TopologySettings.of(new Topics()),
            timeline(),
            CLOCK,
            new KnownBacklog(),
            Meters.NONE);
    processor.init(context);
    punctuate();
    return context.forwarded(MonitorTopology.EVENTS).stream()
        .<EmotionEvent>map(forward -> forward.record().value())
        .toList();
  }

  /** Lets the newest task's batch delay pass. */
  private void punctuate() {
    var all = context.scheduledPunctuators();
    all.get(all.size() - 1).getPunctuator().punctuate(0);
  }

  private static EmotionEvent scored(DueWindow window) {
    return new WindowAssessor(model, 32, CLOCK)
        .assess(List.of(window), SensorPasts.none(model))
        .get(0);
  }

  @Test
  void aWindowIsScoredWithThePastThatItWaitedWith() {
    // Given
    var window = window(past());
    leave(window, window.marker().encode());

    // When
    var events = takenUp();

    // Then
    assertThat(events).containsExactly(scored(window));
    assertThat(events.get(0).speechShare()).isEqualTo(0.6);
    assertThat(events.get(0).probabilities())
        .isNotEqualTo(scored(window(newSensor())).probabilities());
    assertThat(due.approximateNumEntries()).isZero();
  }

  @Test
  void anUtteranceThatIsShorterThanAWindowIsLoopedAgain() {
    // Given: 60 columns of it are stored, and others behind them
    var whole = window(past());
    int bands = model.metadata().frontEnd().bands();
    var levels = Arrays.copyOf(whole.levels(), 60 * bands);
    var looped =
        new DueWindow(
            ID,
            DueWindow.looped(levels, whole.levels().length),
            0.6,
            past(),
            timeline().historyFingerprint(),
            false,
            60);
    leave(whole, looped.marker().encode());

    // Then
    assertThat(takenUp()).containsExactly(scored(looped));
  }

  @Test
  void aWindowThatWaitedForAModelThatDoesNotAdaptIsOfANewSensorToThisOne() {
    // Given
    var window = window(new float[0], 0);
    leave(window, window.marker().encode());

    // Then
    assertThat(takenUp()).containsExactly(scored(window(newSensor())));
  }

  @Test
  void aWindowThatWaitedForAModelOfAnotherHistoryIsOfANewSensorToThisOne() {
    // Given: as many statistics, made with another training set's
    var window = window(past(), timeline().historyFingerprint() + 1);
    leave(window, window.marker().encode());

    // Then
    assertThat(takenUp()).containsExactly(scored(window(newSensor())));
  }

  @Test
  void whatAnotherVersionLeftIsDeletedAndStopsNobody() {
    // Given
    leave(window(past()), new byte[] {1, 2, 3});

    // Then
    assertThat(takenUp()).isEmpty();
    assertThat(due.approximateNumEntries()).isZero();
  }

  /** A window of the sensor that starts at another column, and sounds otherwise. */
  private static DueWindow window(int number, String emotion) {
    var frontEnd = model.metadata().frontEnd();
    var voice = new VoiceSynthesizer(VoiceProfile.of(emotion), number);
    var id =
        new WindowId(
            SENSOR,
            "s1",
            0,
            50L * number,
            8_000L * number,
            500,
            2_495,
            new WindowQuality(0, 0, -30, -60));
    var levels = Spectrogram.levels(frontEnd, voice.next(frontEnd.windowSamples()));
    return new DueWindow(id, levels, 0.6, newSensor(), timeline().historyFingerprint(), false);
  }

  private void leave(DueWindow window) {
    new ColumnLog(columns, model.metadata().frontEnd().bands())
        .append(SENSOR.storeKey(), 0, window.id().startColumn(), window.levels());
    due.put(
        StoreKeys.of(SENSOR.storeKey(), 0, window.id().startColumn()), window.marker().encode());
  }

  @Test
  void windowsOfASensorAreComparedWithThoseBeforeThemAlsoAcrossARestart() {
    // Given: what one scoring of three windows says, which none of them overlaps
    var all = List.of(window(0, "anger"), window(4, "sadness"), window(8, "anger"));
    var assessor = new WindowAssessor(model, 32, CLOCK);
    var expected = assessor.assess(all, SensorPasts.none(model));
    assertThat(expected.get(2).probabilities())
        .isNotEqualTo(
            assessor.assess(all.subList(2, 3), SensorPasts.none(model)).get(0).probabilities());

    // When: the first is scored before the restart, the others wait
    var before = SensorPasts.none(model);
    assessor.assess(all.subList(0, 1), before);
    before.keep((sensor, past) -> pasts.put(sensor.storeKey(), past));
    all.subList(1, 3).forEach(this::leave);
    var events = takenUp();

    // Then
    assertThat(events).isEqualTo(expected.subList(1, 3));
  }

  @Test
  void thePastThatAnotherModelPooledIsNone() {
    // Given
    var window = window(3, "sadness");
    var other = SensorPasts.none(model);
    new WindowAssessor(model, 32, CLOCK).assess(List.of(window(0, "anger")), other);
    other.keep(
        (sensor, past) -> {
          past[0]++; // begins with the model's hash
          pasts.put(sensor.storeKey(), past);
        });
    leave(window);

    // Then
    assertThat(takenUp()).containsExactly(scored(window));
  }

  @Test
  void aSilentWindowThatWaitsWhileLoadIsShedCanBeTakenUp() {
    // Given: silence, then speech that is skipped because there is newer speech
    var backlog = new KnownBacklog();
    backlog.behind = true;
    var speech = window(0, "anger");
    var silent =
        new DueWindow(
            speech.id(), speech.levels(), 0, speech.statistics(), speech.history(), false);
    var windows = List.of(silent, window(4, "anger"), window(8, "anger"));
    var sheds =
        new ScoreProcessor(
            new ModelSlot(model),
            MonitorDriver.settings(Overload.SHED, true),
            timeline(),
            CLOCK,
            backlog,
            Meters.NONE);
    sheds.init(context);
    for (var window : windows) {
      new ColumnLog(columns, model.metadata().frontEnd().bands())
          .append(SENSOR.storeKey(), 0, window.id().startColumn(), window.levels());
      sheds.process(new Record<>(SENSOR, window, 0));
    }

    // When: the task dies after it has shed, before it has scored
    punctuate();
    assertThat(context.forwarded()).isEmpty();
    var events = takenUp();

    // Then
    assertThat(events)
        .extracting(EmotionEvent::firstSample)
        .containsExactly(silent.id().firstSample(), windows.get(2).id().firstSample());
  }
}
