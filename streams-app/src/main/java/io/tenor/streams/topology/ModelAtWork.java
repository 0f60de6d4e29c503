package io.tenor.streams.topology;

import io.tenor.schema.EmotionEvent;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.score.BatchScorer;
import io.tenor.streams.score.SensorPasts;
import io.tenor.streams.score.WindowAssessor;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.TimelineSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** A model at work in a task, with the store of what it pooled of the task's sensors. */
final class ModelAtWork {

  private final OnnxModel model;
  private final WindowAssessor assessor;
  private final KeyValueStore<String, byte[]> pasts;

  /** The statistics of a sensor without a past; none where the model does not ask for any. */
  private final float[] newSensor;

  private final int history;
  private final boolean sensorHistory;

  /**
   * Puts a model to work.
   *
   * @param settings of batches, and whether the model is told what a sensor said before
   * @param clock the time of processing, stamped on events
   * @param pasts by sensor; nobody else's
   * @param listener is told of the model's batches
   */
  ModelAtWork(
      OnnxModel model,
      TopologySettings settings,
      Clock clock,
      KeyValueStore<String, byte[]> pasts,
      BatchScorer.Listener listener) {
    this.model = model;
    this.sensorHistory = settings.sensorHistory();
    this.assessor =
        new WindowAssessor(model, clock, new BatchScorer(model, settings.maxBatch(), listener));
    this.pasts = pasts;
    this.newSensor = model.metadata().newSensorStatistics();
    this.history = TimelineSettings.of(model.metadata()).historyFingerprint();
  }

  OnnxModel model() {
    return model;
  }

  /** Whether the model is asked about a window, so that it costs something. */
  boolean isForModel(DueWindow window) {
    return assessor.isForModel(window);
  }

  /** Runs every batch size once. */
  void warmUp() {
    assessor.warmUp();
  }

  /**
   * The events of these windows, in their order.
   *
   * @param windows those of a sensor in their order; none comes before a fresh one of its sensor
   */
  List<EmotionEvent> score(List<DueWindow> windows) {
    windows.stream()
        .filter(DueWindow::fresh)
        .forEach(window -> pasts.delete(window.id().sensor().storeKey()));
    var sensors =
        sensorHistory
            ? new SensorPasts(model, sensor -> Optional.ofNullable(pasts.get(sensor.storeKey())))
            : SensorPasts.forgetful(model);
    var events = assessor.assess(windows.stream().map(this::asAsked).toList(), sensors);
    sensors.keep((sensor, past) -> pasts.put(sensor.storeKey(), past));
    return events;
  }

  /** With the statistics that the model asks for: to another model's its sensor is a new one. */
  private DueWindow asAsked(DueWindow window) {
    return sensorHistory && window.history() == history ? window : window.with(newSensor, history);
  }
}
