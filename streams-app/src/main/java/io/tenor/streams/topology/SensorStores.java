package io.tenor.streams.topology;

import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.ReorderBuffer;
import io.tenor.streams.window.ReorderBuffer.Step;
import io.tenor.streams.window.SensorTimeline;
import io.tenor.streams.window.TimelineSettings;
import io.tenor.streams.window.WindowTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is stored of a task's sensors. */
final class SensorStores {

  private final WindowTools tools;
  private final KeyValueStore<String, byte[]> timelines;
  private final ChunkLog held;
  private final ColumnLog columns;
  private final KeyValueStore<String, byte[]> pasts;
  private final KeyValueStore<String, byte[]> shadowPasts;
  private final SkippedWindows skipped;

  SensorStores(ProcessorContext<?, ?> context, TimelineSettings settings) {
    tools = WindowTools.of(settings);
    timelines = context.getStateStore(MonitorTopology.TIMELINES);
    KeyValueStore<Bytes, byte[]> chunks = context.getStateStore(MonitorTopology.HELD);
    held = new ChunkLog(chunks);
    KeyValueStore<Bytes, byte[]> log = context.getStateStore(MonitorTopology.COLUMNS);
    columns = new ColumnLog(log, settings.frontEnd().bands());
    pasts = context.getStateStore(MonitorTopology.PASTS);
    shadowPasts = context.getStateStore(MonitorTopology.SHADOW_PASTS);
    skipped = new SkippedWindows(context);
  }

  /** All sensors of which something is stored. */
  List<SensorKey> sensors() {
    var sensors = new ArrayList<SensorKey>();
    try (var entries = timelines.all()) {
      while (entries.hasNext()) {
        sensors.add(SensorKey.ofStoreKey(entries.next().key));
      }
    }
    return sensors;
  }

  /** A sensor as it was kept; a new one if it was not, or by a monitor of other settings. */
  ReorderBuffer load(SensorKey sensor) {
    var key = sensor.storeKey();
    var timeline =
        Optional.ofNullable(timelines.get(key))
            .flatMap(
                encoded ->
                    SensorTimeline.restore(
                        sensor,
                        tools,
                        encoded,
                        (epoch, from, to) -> columns.read(key, epoch, from, to)))
            .orElseGet(
                () -> {
                  columns.clear(key);
                  return new SensorTimeline(sensor, tools);
                });
    return new ReorderBuffer(timeline, tools.settings(), held.read(sensor), held.of(sensor));
  }

  /** Keeps a sensor after some steps. */
  void keep(SensorKey sensor, ReorderBuffer buffer, List<Step> steps) {
    var key = sensor.storeKey();
    for (var step : steps) {
      var advance = step.advance();
      if (advance.columns().length > 0) {
        columns.append(key, advance.epoch(), advance.firstColumn(), advance.columns());
      }
    }
    timelines.put(key, buffer.encode());
  }

  /** How many of a sensor's windows were not scored. */
  long skipped(SensorKey sensor) {
    return skipped.of(sensor);
  }

  /** Gives up the chunks of a sensor that wait for one before them. */
  void giveUpHeld(SensorKey sensor) {
    held.clear(sensor);
  }

  /** Deletes everything of a sensor that its windows are made of. */
  void forget(SensorKey sensor) {
    var key = sensor.storeKey();
    timelines.delete(key);
    held.clear(sensor);
    columns.clear(key);
    pasts.delete(key);
    shadowPasts.delete(key);
    skipped.forget(sensor);
  }
}
