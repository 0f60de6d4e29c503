package io.tenor.streams.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The few of Kafka Streams' own metrics that tell how it goes, each summed up over this instance's
 * threads or given for the worst of them: all of them would be thousands of series, under names
 * that change with every start.
 */
final class KafkaMeters {

  private static final String THREADS = "stream-thread-metrics";
  private static final String CLIENT = "stream-metrics";
  private static final String FETCHES = "consumer-fetch-manager-metrics";
  private static final String GROUP = "consumer-coordinator-metrics";

  private final MeterRegistry registry;
  private volatile Map<MetricName, ? extends Metric> metrics = Map.of();

  /** Registers them, all at 0; the registry does not keep this from being collected. */
  KafkaMeters(MeterRegistry registry) {
    this.registry = registry;
    total("tenor.kafka.records.processed", "Records of all topics", THREADS, "process-total");
    total("tenor.kafka.commits", "Transactions that were committed", THREADS, "commit-total");
    total("tenor.kafka.consumed.bytes", "Read of all topics", FETCHES, "bytes-consumed-total");
    total("tenor.kafka.rebalances", "Times that sensors were shared out", GROUP, "rebalance-total");
    total("tenor.kafka.threads.failed", "Stream threads", CLIENT, "failed-stream-threads");
    for (var step : new String[] {"poll", "process", "punctuate", "commit"}) {
      for (var stat : new String[] {"avg", "max"}) {
        Gauge.builder("tenor.kafka.step", this, self -> self.latency(step, stat))
            .description("A step of the slowest stream thread, lately")
            .baseUnit("seconds")
            .tag("step", step)
            .tag("stat", stat)
            .strongReference(true)
            .register(registry);
      }
    }
    gauge(
        "tenor.kafka.threads.alive",
        "Stream threads",
        "",
        () -> of(CLIENT, "alive-stream-threads", 0, Double::sum));
    gauge(
        "tenor.kafka.fetch.lag.max",
        "What a consumer has not fetched of a partition, of the worst",
        "records",
        () -> of(FETCHES, "records-lag-max", 0, Math::max));
    gauge(
        "tenor.kafka.heartbeat.age",
        "Since the last sign of life to the group's coordinator, of the worst thread",
        "seconds",
        () -> of(GROUP, "last-heartbeat-seconds-ago", 0, Math::max));
  }

  /** From now on they are made of these. */
  void read(Map<MetricName, ? extends Metric> now) {
    metrics = now;
  }

  private void total(String name, String what, String group, String metric) {
    FunctionCounter.builder(name, this, self -> self.of(group, metric, 0, Double::sum))
        .description(what)
        .register(registry);
  }

  private void gauge(String name, String what, String unit, Supplier<Number> value) {
    var builder = Gauge.builder(name, value).description(what);
    (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
  }

  private double latency(String step, String stat) {
    return of(THREADS, step + "-latency-" + stat, 0, Math::max) / 1e3;
  }

  private double of(String group, String name, double none, DoubleBinaryOperator sum) {
    return values(key -> key.group().equals(group) && key.name().equals(name)).reduce(none, sum);
  }

  /** Those that are known and not of a single topic or partition, which are in the others. */
  private DoubleStream values(Predicate<MetricName> which) {
    return metrics.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()) && !entry.getKey().tags().containsKey("topic"))
        .map(entry -> entry.getValue().metricValue())
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .filter(Double::isFinite);
  }
}
