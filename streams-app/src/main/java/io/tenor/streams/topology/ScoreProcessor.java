package io.tenor.streams.topology;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.SensorPasts;
import io.tenor.streams.score.WindowAssessor;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowMarker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores windows in batches. A window that waits for its batch has a marker in a store, deleted
 * when its event is sent: a commit in between loses nothing, because the markers and the stored
 * columns give the waiting windows back ({@link #recover}). What the model pooled of a sensor's
 * windows is stored together with their events.
 */
final class ScoreProcessor extends ContextualProcessor<SensorKey, DueWindow, byte[], EmotionEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);

  private final OnnxModel model;
  private final TopologySettings settings;
  private final TimelineSettings timeline;
  private final WindowAssessor assessor;

  /** The statistics of a sensor without a past; none where the model does not ask for any. */
  private final float[] newSensor;

  private final List<DueWindow> waiting = new ArrayList<>();
  private KeyValueStore<Bytes, byte[]> due;
  private KeyValueStore<String, byte[]> pasts;
  private ColumnLog columns;

  ScoreProcessor(
      OnnxModel model, TopologySettings settings, TimelineSettings timeline, Clock clock) {
    this.model = model;
    this.settings = settings;
    this.timeline = timeline;
    this.assessor = new WindowAssessor(model, settings.maxBatch(), clock);
    this.newSensor = model.metadata().newSensorStatistics();
  }

  @Override
  public void init(ProcessorContext<byte[], EmotionEvent> context) {
    super.init(context);
    due = context.getStateStore(MonitorTopology.DUE);
    pasts = context.getStateStore(MonitorTopology.PASTS);
    KeyValueStore<Bytes, byte[]> log = context.getStateStore(MonitorTopology.COLUMNS);
    columns = new ColumnLog(log, timeline.frontEnd().bands());
    assessor.warmUp();
    waiting.clear(); // a task that is revived after an abort has the same processors
    recover();
    context.schedule(settings.batchDelay(), PunctuationType.WALL_CLOCK_TIME, now -> flush());
  }

  /** Takes up the windows that a predecessor left waiting. */
  private void recover() {
    var unusable = new ArrayList<Bytes>();
    try (var markers = due.all()) {
      while (markers.hasNext()) {
        var marker = markers.next();
        WindowMarker.decode(marker.value)
            .flatMap(this::recovered)
            .ifPresentOrElse(waiting::add, () -> unusable.add(marker.key));
      }
    }
    if (!unusable.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("windows", unusable.size())
          .addKeyValue("model", model.version())
          .log("Windows of another front end or version were waiting and cannot be scored");
      unusable.forEach(due::delete);
    }
  }

  /** The window of a marker, empty if its columns are not those of this front end. */
  private Optional<DueWindow> recovered(WindowMarker marker) {
    var frontEnd = timeline.frontEnd();
    var id = marker.id();
    var levels =
        columns.read(
            id.sensor().storeKey(),
            id.epoch(),
            id.startColumn(),
            id.startColumn() + frontEnd.windowFrames());
    if (levels.length != frontEnd.windowFrames() * frontEnd.bands()) {
      return Optional.empty();
    }
    if (marker.statistics().length == newSensor.length) {
      return Optional.of(marker.with(levels));
    }
    // It waited for a model that asked for other statistics: to this one its sensor is a new one.
    return Optional.of(new DueWindow(id, levels, marker.speechShare(), newSensor, marker.fresh()));
  }

  @Override
  public void process(Record<SensorKey, DueWindow> record) {
    var window = record.value();
    due.put(key(window.id()), window.marker().encode());
    waiting.add(window);
    if (waiting.size() >= settings.maxBatch()) {
      flush();
    }
  }

  private void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    int from = 0;
    var seen = new HashSet<SensorKey>();
    for (int i = 0; i < waiting.size(); i++) {
      var window = waiting.get(i);
      if (!seen.add(window.id().sensor()) && window.fresh()) {
        score(List.copyOf(waiting.subList(from, i))); // what its sensor was before is over
        from = i;
        seen.clear();
        seen.add(window.id().sensor());
      }
    }
    score(List.copyOf(waiting.subList(from, waiting.size())));
    waiting.clear();
  }

  /** Scores windows of which none comes before a fresh one of its sensor. */
  private void score(List<DueWindow> windows) {
    windows.stream()
        .filter(DueWindow::fresh)
        .forEach(window -> pasts.delete(window.id().sensor().storeKey()));
    var sensors =
        new SensorPasts(model, sensor -> Optional.ofNullable(pasts.get(sensor.storeKey())));
    var events = assessor.assess(windows, sensors);
    sensors.keep((sensor, past) -> pasts.put(sensor.storeKey(), past));
    for (int i = 0; i < events.size(); i++) {
      var id = windows.get(i).id();
      var event = events.get(i);
      context()
          .forward(
              new Record<>(
                  id.sensor().recordKey(), event, id.endMs(), CloudEventHeaders.of(event)));
      due.delete(key(id));
      columns.prune(
          id.sensor().storeKey(), id.epoch(), id.startColumn() + timeline.windowHopFrames());
    }
  }

  private static Bytes key(WindowId id) {
    return StoreKeys.of(id.sensor().storeKey(), id.epoch(), id.startColumn());
  }
}
