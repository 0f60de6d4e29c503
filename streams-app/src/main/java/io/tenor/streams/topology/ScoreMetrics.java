package io.tenor.streams.topology;

import io.tenor.schema.EmotionEvent;
import io.tenor.streams.model.OnnxModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a task counts while it scores: in the group {@code stream-score-metrics} of Kafka Streams'
 * metrics, each as a total and a rate, and with the monitor's {@link Meters}.
 */
final class ScoreMetrics implements AutoCloseable {

  private static final String GROUP = "stream-score-metrics";

  private final ProcessorContext<?, ?> context;
  private final Meters meters;
  private final Sensor scored;
  private final Sensor skipped;
  private final Sensor fallbacks;

  /** When the first of the windows that wait began to. */
  private OptionalLong waitingSince = OptionalLong.empty();

  ScoreMetrics(ProcessorContext<?, ?> context, Meters meters) {
    this.context = context;
    this.meters = meters;
    scored = sensor("windows-scored", "Windows that became events");
    skipped = sensor("windows-skipped", "Windows that were shed");
    fallbacks = sensor("device-fallback", "Times that a GPU was given up for the CPU");
  }

  private Sensor sensor(String operation, String what) {
    var task = context.taskId().toString();
    var tags = Map.of("thread-id", Thread.currentThread().getName(), "task-id", task);
    var sensor =
        context
            .metrics()
            .addSensor(
                String.join(".", "tenor", Thread.currentThread().getName(), task, operation),
                Sensor.RecordingLevel.INFO);
    sensor.add(
        new Meter(
            new MetricName(operation + "-rate", GROUP, what + ", a second", tags),
            new MetricName(operation + "-total", GROUP, what, tags)));
    return sensor;
  }

  /** A window waits for its batch. */
  void waits() {
    if (waitingSince.isEmpty()) {
      waitingSince = OptionalLong.of(System.nanoTime());
    }
  }

  /** All that waits is scored now. */
  void taken() {
    waitingSince.ifPresent(since -> meters.waited(System.nanoTime() - since));
    waitingSince = OptionalLong.empty();
  }

  /** Windows, silent ones among them, have become events. */
  void scored(List<EmotionEvent> events) {
    scored.record(events.size());
    for (var event : events) {
      meters.scored(
          event.outcome(), event.processedAt().toEpochMilli() - event.end().toEpochMilli());
    }
  }

  /** Windows will not be scored. */
  void skipped(int windows) {
    skipped.record(windows);
    meters.skipped(windows);
  }

  /** A GPU failed, and the CPU goes on. */
  void fellBack(OnnxModel model) {
    fallbacks.record();
    meters.fellBack(model);
  }

  @Override
  public void close() {
    context.metrics().removeSensor(scored);
    context.metrics().removeSensor(skipped);
    context.metrics().removeSensor(fallbacks);
  }
}
