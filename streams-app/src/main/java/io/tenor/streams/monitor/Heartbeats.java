package io.tenor.streams.monitor;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether the brokers are there: every consumer of the monitor has sent its group's coordinator a
 * sign of life lately, which it cannot while the connection is down. Safe for several threads.
 */
final class Heartbeats implements BooleanSupplier {

  /** Of a consumer, in seconds; below 0 before the first. */
  private static final String METRIC = "last-heartbeat-seconds-ago";

  private static final String GROUP = "consumer-coordinator-metrics";

  /** All of a client's metrics are walked through, so not for everyone who asks. */
  private static final long KEEP_MS = 500;

  private record Answer(long atMs, boolean inTouch) {}

  private final Clock clock;
  private final double longestSeconds;
  private final AtomicReference<Supplier<Map<MetricName, ? extends Metric>>> metrics =
      new AtomicReference<>(Map::of);
  private volatile Answer last = new Answer(Long.MIN_VALUE, true);

  /**
   * Knows of no consumer yet, and takes the brokers to be there.
   *
   * @param longestSeconds a sign of life that is older is none
   */
  Heartbeats(Clock clock, double longestSeconds) {
    this.clock = clock;
    this.longestSeconds = longestSeconds;
  }

  /** Looks at the consumers in these metrics from now on. */
  void of(Supplier<Map<MetricName, ? extends Metric>> source) {
    metrics.set(source);
  }

  @Override
  public boolean getAsBoolean() {
    long now = clock.millis();
    var answer = last;
    if (now - KEEP_MS >= answer.atMs()) {
      answer = new Answer(now, look());
      last = answer;
    }
    return answer.inTouch();
  }

  private boolean look() {
    return metrics.get().get().entrySet().stream()
        .filter(e -> e.getKey().name().equals(METRIC) && e.getKey().group().equals(GROUP))
        .allMatch(e -> ((Number) e.getValue().metricValue()).doubleValue() <= longestSeconds);
  }
}
