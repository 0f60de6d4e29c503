package io.tenor.streams.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenor.streams.monitor.Health;
import io.tenor.streams.monitor.Readings;
import io.tenor.streams.topology.Meters;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * All numbers of one monitor, from before it is started, so that also one that never starts can be
 * asked. Safe for several threads.
 */
public final class MonitorMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<Readings> readings = new AtomicReference<>(Readings.STARTING);
  private final KafkaMeters kafka = new KafkaMeters(registry);
  private final Meters meters = new TopologyMeters(registry);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();
  private final MultiGauge models;
  private final MultiGauge lag;

  /** The numbers of a monitor that is about to be started. */
  public MonitorMetrics() {
    gauge("tenor.live", "1 unless the monitor has to be started again", r -> r.health().live());
    gauge("tenor.ready", "1 if the monitor hears its sensors", r -> r.health().ready());
    for (var state : Readings.states()) {
      Gauge.builder("tenor.kafka.state", readings, r -> number(r.get().state().equals(state)))
          .description("1 for the state of Kafka Streams")
          .tag("state", state)
          .register(registry);
    }
    Gauge.builder("tenor.restoring.partitions", readings, r -> r.get().restoring())
        .description("Partitions of stores that are being read back from the brokers")
        .register(registry);
    Gauge.builder("tenor.hanging.partitions", readings, r -> r.get().hanging())
        .description("Partitions in which a transaction is open that nobody ends")
        .register(registry);
    models =
        MultiGauge.builder("tenor.model.info")
            .description("The models that are served")
            .register(registry);
    lag =
        MultiGauge.builder("tenor.audio.lag")
            .description("Audio records that wait in the partitions of this instance")
            .baseUnit("records")
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    pressure.bindTo(registry);
  }

  private void gauge(String name, String what, Truth truth) {
    ToDoubleFunction<AtomicReference<Readings>> value = r -> number(truth.of(r.get()));
    Gauge.builder(name, readings, value).description(what).register(registry);
  }

  @FunctionalInterface
  private interface Truth {
    boolean of(Readings readings);
  }

  private static double number(boolean truth) {
    return truth ? 1 : 0;
  }

  /** What the topology of the monitor tells. */
  public Meters meters() {
    return meters;
  }

  /** From now on this is the monitor. */
  public void of(Readings monitor) {
    readings.set(monitor);
  }

  /** How the monitor is. */
  public Health health() {
    return readings.get().health();
  }

  /** All numbers as they are now, in the text format of Prometheus. */
  public synchronized String scrape() {
    var now = readings.get();
    kafka.read(now.kafka());
    List<MultiGauge.Row<?>> served =
        now.served().entrySet().stream()
            .<MultiGauge.Row<?>>map(
                entry ->
                    MultiGauge.Row.of(
                        Tags.of(
                            "role", entry.getKey().label(),
                            "version", entry.getValue().version(),
                            "device", entry.getValue().device().toString()),
                        1))
            .toList();
    models.register(served, true);
    List<MultiGauge.Row<?>> waiting =
        now.lag().entrySet().stream()
            .<MultiGauge.Row<?>>map(
                entry -> MultiGauge.Row.of(Tags.of("topic", entry.getKey()), entry.getValue()))
            .toList();
    lag.register(waiting, true);
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    pressure.close();
    registry.close();
  }
}
