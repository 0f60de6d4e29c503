package io.tenor.streams.topology;

import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import io.tenor.streams.window.DueWindow;
import io.tenor.streams.window.HeldChunks;
import io.tenor.streams.window.OrderedTimeline;
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
  private final Map<SensorKey, OrderedTimeline> timelines = new HashMap<>();

  /** When the sensors that hold chunks back were last heard, by this machine's clock, ms. */
  private final Map<SensorKey, Long> waiting = new HashMap<>();

  private KeyValueStore<String, byte[]> stored;
  private KeyValueStore<String, byte[]> held;
  private ColumnLog columns;

  WindowProcessor(TimelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<SensorKey, DueWindow> context) {
    super.init(context);
    stored = context.getStateStore(MonitorTopology.TIMELINES);
    held = context.getStateStore(MonitorTopology.HELD);
    KeyValueStore<Bytes, byte[]> log = context.getStateStore(MonitorTopology.COLUMNS);
    columns = new ColumnLog(log, settings.frontEnd().bands());
    try (var sensors = held.all()) {
      while (sensors.hasNext()) {
        HeldChunks.decode(sensors.next().value)
            .ifPresent(chunks -> waiting.put(chunks.sensor(), context.currentSystemTimeMs()));
      }
    }
    context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::hearSilentOnes);
  }

  @Override
  public void process(Record<SensorKey, AudioChunk> record) {
    advance(record.key(), timeline -> timeline.accept(record.value()));
  }

  private void hearSilentOnes(long nowMs) {
    var silent =
        waiting.entrySet().stream()
            .filter(entry -> nowMs - entry.getValue() >= SILENT.toMillis())
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(sensor -> advance(sensor, OrderedTimeline::release));
  }

  private void advance(
      SensorKey sensor, Function<OrderedTimeline, List<OrderedTimeline.Step>> change) {
    try {
      var timeline = timelines.computeIfAbsent(sensor, this::load);
      boolean waited = timeline.waits();
      var steps = change.apply(timeline);
      if (waited || timeline.waits()) {
        keepHeld(sensor, timeline);
      }
      boolean changed = false;
      for (var step : steps) {
        var advance = step.advance();
        changed |= advance.outcome() != Outcome.DUPLICATE;
        if (advance.columns().length > 0) {
          columns.append(
              sensor.storeKey(), advance.epoch(), advance.firstColumn(), advance.columns());
        }
      }
      if (changed) {
        stored.put(sensor.storeKey(), timeline.encode());
      }
      for (var step : steps) {
        for (var window : step.advance().due()) {
          context().forward(new Record<>(sensor, window, step.chunk().captureMs()));
        }
      }
    } catch (RuntimeException e) {
      // The heap may be ahead of the stores now: the next chunk starts from the stores again.
      timelines.remove(sensor);
      throw e;
    }
  }

  private void keepHeld(SensorKey sensor, OrderedTimeline timeline) {
    if (timeline.waits()) {
      held.put(sensor.storeKey(), new HeldChunks(timeline.held()).encode());
      waiting.put(sensor, context().currentSystemTimeMs());
    } else {
      held.delete(sensor.storeKey());
      waiting.remove(sensor);
    }
  }

  private OrderedTimeline load(SensorKey sensor) {
    var key = sensor.storeKey();
    var chunks =
        Optional.ofNullable(held.get(key))
            .flatMap(HeldChunks::decode)
            .map(HeldChunks::chunks)
            .orElse(List.of());
    return Optional.ofNullable(stored.get(key))
        .flatMap(
            encoded ->
                OrderedTimeline.restore(
                    sensor,
                    settings,
                    encoded,
                    chunks,
                    (epoch, from, to) -> columns.read(key, epoch, from, to)))
        .orElseGet(
            () -> {
              columns.clear(key);
              var fresh = new OrderedTimeline(new SensorTimeline(sensor, settings), settings);
              fresh.restore(chunks);
              return fresh;
            });
  }
}
