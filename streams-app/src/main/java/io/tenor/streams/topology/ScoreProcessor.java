package io.tenor.streams.topology;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionEvent;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelSlot;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.BatchScorer;
import io.tenor.streams.score.WaitingWindows;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowId;
import io.tenor.streams.window.WindowMarker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
 *
 * <p>When a model was replaced, what waits is scored with the old one, and all that comes with the
 * new one. A shadow hears the same batches; if it fails it is dropped, and nothing else happens.
 */
final class ScoreProcessor extends ContextualProcessor<SensorKey, DueWindow, byte[], EmotionEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);

  /** So long the newest windows wait at most where load is shed. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ModelSlot models;
  private final TopologySettings settings;
  private final TimelineSettings timeline;
  private final Clock clock;
  private final Backlog backlog;
  private final Meters meters;
  private final WaitingWindows waiting = new WaitingWindows();
  private Optional<ModelSlot.Lease> lease = Optional.empty();
  private ModelAtWork live;
  private Optional<ModelAtWork> shadow = Optional.empty();
  private KeyValueStore<Bytes, byte[]> due;
  private ColumnLog columns;
  private SkippedWindows skipped;
  private ScoreMetrics metrics;

  /** So many windows make a batch, or are worth another look at which of them can be skipped. */
  private int enough;

  private long scoredAtMs;
  private Device device;

  /**
   * For one task.
   *
   * @param timeline how windows are cut: all models that are served agree on it
   * @param backlog how much audio waits
   * @param meters are told what is scored
   */
  ScoreProcessor(
      ModelSlot models,
      TopologySettings settings,
      TimelineSettings timeline,
      Clock clock,
      Backlog backlog,
      Meters meters) {
    this.backlog = backlog;
    this.meters = meters;
    this.models = models;
    this.settings = settings;
    this.timeline = timeline;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], EmotionEvent> context) {
    super.init(context);
    metrics = new ScoreMetrics(context, meters);
    due = context.getStateStore(MonitorTopology.DUE);
    KeyValueStore<Bytes, byte[]> log = context.getStateStore(MonitorTopology.COLUMNS);
    columns = new ColumnLog(log, timeline.frontEnd().bands());
    skipped = new SkippedWindows(context);
    enough = settings.maxBatch();
    scoredAtMs = context.currentSystemTimeMs();
    leaseModels();
    live.warmUp();
    waiting.clear(); // a task that is revived after an abort has the same processors
    recover();
    if (waiting.size() > 0) {
      metrics.waits();
    }
    context.schedule(settings.batchDelay(), PunctuationType.WALL_CLOCK_TIME, now -> scoreOrShed());
  }

  /** Puts the models to work that are to be served now. */
  private void leaseModels() {
    endLease();
    var leased = models.lease();
    lease = Optional.of(leased);
    live = atWork(leased.live(), MonitorTopology.PASTS, meters);
    device = leased.live().device();
    shadow = leased.shadow().map(model -> atWork(model, MonitorTopology.SHADOW_PASTS, Meters.NONE));
  }

  private ModelAtWork atWork(OnnxModel model, String pasts, BatchScorer.Listener listener) {
    return new ModelAtWork(model, settings, clock, context().getStateStore(pasts), listener);
  }

  private void endLease() {
    lease.ifPresent(ModelSlot.Lease::close);
    lease = Optional.empty();
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
          .addKeyValue("model", live.model().version())
          .log("Windows of another front end or version were waiting and cannot be scored");
      unusable.forEach(due::delete);
    }
  }

  /** The window of a marker, empty if its columns are not those of this front end. */
  private Optional<DueWindow> recovered(WindowMarker marker) {
    var frontEnd = timeline.frontEnd();
    var id = marker.id();
    int window = frontEnd.windowFrames();
    int frames = marker.heardFrames() == 0 ? window : marker.heardFrames();
    var levels =
        columns.read(
            id.sensor().storeKey(), id.epoch(), id.startColumn(), id.startColumn() + frames);
    return levels.length == frames * frontEnd.bands()
        ? Optional.of(marker.with(DueWindow.looped(levels, window * frontEnd.bands())))
        : Optional.empty();
  }

  @Override
  public void process(Record<SensorKey, DueWindow> record) {
    followModels();
    var window = record.value();
    due.put(key(window.id()), window.marker().encode());
    waiting.add(window);
    metrics.waits();
    if (waiting.size() >= enough) {
      scoreOrShed();
    }
  }

  /** Between two windows: goes on with other models if there are others. */
  private void followModels() {
    if (!lease.orElseThrow().isCurrent()) {
      flush();
      leaseModels();
    }
  }

  /**
   * Scores what waits. Where load is shed and audio waits at the brokers, that is heard first, and
   * of the windows that it makes only the newest of each sensor are left; those are scored every
   * {@link #PATIENCE} at least.
   */
  private void scoreOrShed() {
    boolean behind = backlog.isBehind(context().taskId().partition());
    if (behind && settings.overload() == Overload.SHED && waiting.size() > 0) {
      shed();
      if (context().currentSystemTimeMs() - scoredAtMs < PATIENCE.toMillis()) {
        enough = waiting.size() + settings.maxBatch();
        return;
      }
    }
    flush();
  }

  private void shed() {
    var shed = waiting.shed(live::isForModel);
    for (var window : shed.skipped()) {
      skipped.add(window.id().sensor());
      due.delete(key(window.id())); // its columns may be those of a silent one that still waits
    }
    shed.changed().forEach(window -> due.put(key(window.id()), window.marker().encode()));
    metrics.skipped(shed.skipped().size());
  }

  private void flush() {
    metrics.taken();
    waiting.take().forEach(this::score);
    enough = settings.maxBatch();
    scoredAtMs = context().currentSystemTimeMs();
  }

  /** Scores windows of which none comes before a fresh one of its sensor. */
  private void score(List<DueWindow> windows) {
    var events = live.score(windows);
    for (int i = 0; i < events.size(); i++) {
      var id = windows.get(i).id();
      forward(id, events.get(i), MonitorTopology.ALERT);
      forward(id, events.get(i), MonitorTopology.EVENTS);
      scored(windows.get(i));
    }
    metrics.scored(events);
    watchDevice();
    shadow.ifPresent(model -> score(model, windows));
  }

  /** Lets go of what is stored of a window that is done with. */
  private void scored(DueWindow window) {
    var id = window.id();
    due.delete(key(id));
    int hop = timeline.windowHopFrames();
    int done = window.heardFrames() == 0 ? hop : Math.min(hop, window.heardFrames());
    columns.prune(id.sensor().storeKey(), id.epoch(), id.startColumn() + done);
  }

  private void watchDevice() {
    var now = live.model().device();
    if (!now.equals(device)) {
      metrics.fellBack(live.model());
      device = now;
    }
  }

  /** Lets a shadow score what the live model has scored. */
  private void score(ModelAtWork other, List<DueWindow> windows) {
    List<EmotionEvent> events;
    try {
      events = other.score(windows);
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("model", other.model().version())
          .addKeyValue("failure", e.getClass().getName())
          .log("The shadow model failed and is not asked any more");
      shadow = Optional.empty();
      models.drop(other.model(), "It failed while it ran (%s).".formatted(e.getMessage()));
      return;
    }
    for (int i = 0; i < events.size(); i++) {
      forward(windows.get(i).id(), events.get(i), MonitorTopology.SHADOW_EVENTS);
    }
  }

  private void forward(WindowId id, EmotionEvent event, String to) {
    context()
        .forward(
            new Record<>(id.sensor().recordKey(), event, id.endMs(), CloudEventHeaders.of(event)),
            to);
  }

  @Override
  public void close() {
    metrics.close();
    endLease();
  }

  private static Bytes key(WindowId id) {
    return StoreKeys.of(id.sensor().storeKey(), id.epoch(), id.startColumn());
  }
}
