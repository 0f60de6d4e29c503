package io.tenor.streams.topology;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.ReorderBuffer;
import io.tenor.streams.window.ReorderBuffer.Step;
import io.tenor.streams.window.SensorTimeline;
import io.tenor.streams.window.SensorTimeline.Outcome;
import io.tenor.streams.window.TimelineSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the timelines of a task's sensors. The heap holds them ready; the stores hold the same, and
 * are written with every chunk, so a commit never leaves anything behind.
 *
 * <p>A sensor that has said nothing for {@link #SILENT} while a chunk before others was missing
 * gets those others heard: the one thing here that depends on the time of processing. It changes
 * events only if the missing chunk comes after all, so late, with nothing in between.
 */
final class WindowProcessor
    extends ContextualProcessor<SensorKey, AudioChunk, SensorKey, DueWindow> {

  /** After so long without a chunk, what is missing before those held back is given up. */
  static final Duration SILENT = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final TimelineSettings settings;
  private final Map<SensorKey, ReorderBuffer> sensors = new HashMap<>();

  /** When the sensors that hold chunks back were last heard, by this machine's clock, ms. */
  private final Map<SensorKey, Long> waiting = new HashMap<>();

  private KeyValueStore<String, byte[]> stored;
  private ChunkLog held;
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
    KeyValueStore<Bytes, byte[]> chunks = context.getStateStore(MonitorTopology.HELD);
    held = new ChunkLog(chunks);
    held.sensors().forEach(sensor -> waiting.put(sensor, context.currentSystemTimeMs()));
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::hearSilentSensors);
  }

  @Override
  public void process(Record<SensorKey, AudioChunk> record) {
    advance(record.key(), sensor -> sensor.accept(record.value()));
  }

  private void hearSilentSensors(long nowMs) {
    waiting.entrySet().stream()
        .filter(entry -> nowMs - entry.getValue() >= SILENT.toMillis())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(sensor -> advance(sensor, ReorderBuffer::release));
  }

  private void advance(SensorKey sensor, Function<ReorderBuffer, List<Step>> change) {
    try {
      var buffer = sensors.computeIfAbsent(sensor, this::load);
      var steps = change.apply(buffer);
      keep(sensor, buffer, steps);
      for (var step : steps) {
        for (var window : step.advance().due()) {
          context().forward(new Record<>(sensor, window, step.chunk().captureMs()));
        }
      }
    } catch (RuntimeException e) {
      // The heap may be ahead of the stores now: the next chunk starts from the stores again. What
      // was held back may be what failed: it must not fail all that comes.
      sensors.remove(sensor);
      waiting.remove(sensor);
      held.clear(sensor);
      throw e;
    }
  }

  private void keep(SensorKey sensor, ReorderBuffer buffer, List<Step> steps) {
    var key = sensor.storeKey();
    boolean changed = false;
    for (var step : steps) {
      var advance = step.advance();
      changed |= advance.outcome() != Outcome.DUPLICATE;
      if (advance.columns().length > 0) {
        columns.append(key, advance.epoch(), advance.firstColumn(), advance.columns());
      }
    }
    if (changed) {
      stored.put(key, buffer.encode());
    }
    if (buffer.waits()) {
      waiting.put(sensor, context().currentSystemTimeMs());
    } else {
      waiting.remove(sensor);
    }
  }

  private ReorderBuffer load(SensorKey sensor) {
    var key = sensor.storeKey();
    var timeline =
        Optional.ofNullable(stored.get(key))
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
    return new ReorderBuffer(timeline, settings, held.read(sensor), held.of(sensor));
  }
}
