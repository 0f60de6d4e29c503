package io.tenor.streams.topology;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.SensorTimeline;
import io.tenor.streams.window.SensorTimeline.Outcome;
import io.tenor.streams.window.TimelineSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the timelines of a task's sensors. The heap holds them ready; the stores hold the same, and
 * are written with every chunk, so a commit never leaves anything behind.
 */
final class WindowProcessor
    extends ContextualProcessor<SensorKey, AudioChunk, SensorKey, DueWindow> {

  private final TimelineSettings settings;
  private final Map<SensorKey, SensorTimeline> timelines = new HashMap<>();
  private KeyValueStore<String, byte[]> stored;
  private ColumnLog columns;

  WindowProcessor(TimelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<SensorKey, DueWindow> context) {
    super.init(context);
    stored = context.getStateStore(MonitorTopology.TIMELINES);
    KeyValueStore<Bytes, byte[]> log = context.getStateStore(MonitorTopology.COLUMNS);
    columns = new ColumnLog(log, settings.frontEnd().bands());
  }

  @Override
  public void process(Record<SensorKey, AudioChunk> record) {
    var sensor = record.key();
    try {
      var timeline = timelines.computeIfAbsent(sensor, this::load);
      var advance = timeline.accept(record.value());
      if (advance.outcome() == Outcome.DUPLICATE) {
        return;
      }
      if (advance.columns().length > 0) {
        columns.append(
            sensor.storeKey(), advance.epoch(), advance.firstColumn(), advance.columns());
      }
      stored.put(sensor.storeKey(), timeline.encode());
      for (var window : advance.due()) {
        context().forward(new Record<>(sensor, window, record.timestamp()));
      }
    } catch (RuntimeException e) {
      // The heap may be ahead of the stores now: the next chunk starts from the stores again.
      timelines.remove(sensor);
      throw e;
    }
  }

  private SensorTimeline load(SensorKey sensor) {
    var key = sensor.storeKey();
    return Optional.ofNullable(stored.get(key))
        .flatMap(
            encoded ->
                SensorTimeline.restore(
                    sensor,
                    settings,
                    encoded,
                    (epoch, from, to) -> columns.read(key, epoch, from, to)))
        .orElseGet(
            () -> {
              columns.clear(key);
              return new SensorTimeline(sensor, settings);
            });
  }
}
