package io.tenor.streams.demo;

import io.tenor.schema.AlertState;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.SensorContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What the topics have said so far: the latest of every sensor, counts, and how long after the
 * capture of a window's last sample its event could be read. Thread-safe.
 */
public final class Board {

  /** Latencies above ten minutes are those of a sensor whose clock is off; they count as this. */
  private static final long MAX_LATENCY_MS = 600_000;

  private final Map<String, SensorRow> rows = new LinkedHashMap<>();
  private final Histogram latencyMs = new Histogram(MAX_LATENCY_MS, 3);
  private long events;
  private long raised;
  private long rejected;

  /** Shows a sensor before its first event. */
  public synchronized void expect(SensorContext context, String sensor) {
    rows.putIfAbsent(key(context, sensor), SensorRow.NOTHING_YET);
  }

  /** Takes an event that was readable at this time. */
  public synchronized void on(EmotionEvent event, Instant readAt) {
    events++;
    long latency = readAt.toEpochMilli() - event.end().toEpochMilli();
    latencyMs.recordValue(Math.max(0, Math.min(MAX_LATENCY_MS, latency)));
    rows.merge(
        key(event.context(), event.sensor()),
        SensorRow.NOTHING_YET.with(event),
        (row, first) -> row.with(event));
  }

  /** Takes an alert message. */
  public synchronized void on(EmotionAlert alert) {
    if (alert.state() == AlertState.RAISED) {
      raised++;
    }
    rows.merge(
        key(alert.context(), alert.sensor()),
        SensorRow.NOTHING_YET.with(alert),
        (row, first) -> row.with(alert));
  }

  /** Counts a dead letter. */
  public synchronized void onRejected() {
    rejected++;
  }

  /** A consistent copy. */
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        new LinkedHashMap<>(rows),
        events,
        raised,
        rejected,
        latencyMs.getValueAtPercentile(50),
        latencyMs.getValueAtPercentile(99));
  }

  /**
   * The board at one moment.
   *
   * @param rows by {@code context/sensor}, in the order of first mention
   * @param events events read
   * @param alerts alerts raised
   * @param rejected dead letters
   * @param p50LatencyMs median latency, 0 before the first event
   * @param p99LatencyMs 99th percentile
   */
  public record Snapshot(
      Map<String, SensorRow> rows,
      long events,
      long alerts,
      long rejected,
      long p50LatencyMs,
      long p99LatencyMs) {}

  private static String key(SensorContext context, String sensor) {
    return context.label() + '/' + sensor;
  }
}
