package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;

import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.window.Advance.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sensor's chunks on their way to windows and statuses, begun again from what is stored. */
final class HeardSensor {

  private final TimelineSettings settings;
  private final Map<Long, AudioChunk> kept = new TreeMap<>();
  private final StoredBlocks stored = new StoredBlocks();
  private final List<DueWindow> windows = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<SensorStatus> statuses = new ArrayList<>();
  private ReorderBuffer buffer;
  private long nowMs = Chunks.START_MS;
  private SensorStatus last;

  HeardSensor(TimelineSettings settings) {
    this.settings = settings;
    buffer = buffer(new SensorTimeline(SENSOR, WindowTools.of(settings)));
  }

  /** Everything in this order; with a number above 0 it is begun again after so many chunks. */
  static HeardSensor of(List<AudioChunk> chunks, int restartEvery) {
    var sensor = new HeardSensor(Chunks.SETTINGS);
    for (int i = 0; i < chunks.size(); i++) {
      if (restartEvery > 0 && i > 0 && i % restartEvery == 0) {
        sensor.restart();
      }
      sensor.hear(chunks.get(i));
    }
    return sensor;
  }

  void hear(AudioChunk chunk) {
    nowMs = Math.max(nowMs, chunk.captureMs() + chunk.samples().length * 1_000L / chunk.rateHz());
    take(buffer.accept(chunk));
    buffer.statusIfDue(Instant.ofEpochMilli(nowMs)).ifPresent(statuses::add);
  }

  void release() {
    take(buffer.release());
  }

  private void take(List<ReorderBuffer.Step> steps) {
    for (var step : steps) {
      stored.append(step.advance());
      windows.addAll(step.advance().due());
      outcomes.add(step.advance().outcome());
    }
  }

  void restart() {
    kept.replaceAll(
        (number, held) -> HeldChunk.decode(new HeldChunk(held).encode()).orElseThrow().chunk());
    buffer =
        buffer(
            SensorTimeline.restore(SENSOR, WindowTools.of(settings), buffer.encode(), stored)
                .orElseThrow());
  }

  private ReorderBuffer buffer(SensorTimeline timeline) {
    return new ReorderBuffer(
        timeline,
        settings,
        kept,
        new ReorderBuffer.Store() {
          @Override
          public void put(long number, AudioChunk chunk) {
            if (kept.put(number, chunk) != null) {
              throw new IllegalStateException("number " + number + " is in use");
            }
          }

          @Override
          public void delete(long number) {
            if (kept.remove(number) == null) {
              throw new IllegalStateException("number " + number + " is not kept");
            }
          }
        });
  }

  List<DueWindow> windows() {
    return windows;
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  List<SensorStatus> statuses() {
    return statuses;
  }

  int held() {
    return kept.size();
  }

  /** What is counted up to now. */
  SensorStatus status() {
    buffer.offline(Instant.ofEpochMilli(nowMs)).ifPresent(status -> last = status);
    return last;
  }
}
