package io.tenor.streams.topology;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a task counts while it scores, in the group {@code stream-score-metrics} of Kafka Streams'
 * metrics, each as a total and a rate.
 */
final class ScoreMetrics implements AutoCloseable {

  private static final String GROUP = "stream-score-metrics";

  private final ProcessorContext<?, ?> context;
  private final Sensor scored;
  private final Sensor skipped;
  private final Sensor fallbacks;

  ScoreMetrics(ProcessorContext<?, ?> context) {
    this.context = context;
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

  /** Windows, silent ones among them, have become events. */
  void scored(int windows) {
    scored.record(windows);
  }

  /** Windows will not be scored. */
  void skipped(int windows) {
    skipped.record(windows);
  }

  /** A GPU failed, and the CPU goes on. */
  void fellBack() {
    fallbacks.record();
  }

  @Override
  public void close() {
    context.metrics().removeSensor(scored);
    context.metrics().removeSensor(skipped);
    context.metrics().removeSensor(fallbacks);
  }
}
