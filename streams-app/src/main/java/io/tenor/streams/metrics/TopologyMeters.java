package io.tenor.streams.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tenor.schema.AlertState;
import io.tenor.schema.Outcome;
import io.tenor.schema.Priority;
import io.tenor.schema.SensorState;
import io.tenor.streams.ingest.Rejection;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.topology.Meters;
import io.tenor.streams.window.Advance;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Counts what the topology does. All series but those of alerts are there from the beginning, at 0,
 * so that a rate is right from the first time that something happens.
 */
final class TopologyMeters implements Meters {

  /** Rules can be published at any time: alerts of more are counted as those of one rule. */
  static final int MOST_RULES = 100;

  /** What the rules beyond {@link #MOST_RULES} are called. */
  static final String OTHER_RULES = "(other)";

  private static final Duration[] BUCKETS =
      millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 750, 1_000, 1_500, 2_500, 5_000, 10_000, 30_000);

  private record AlertSeries(String rule, Priority priority, AlertState state) {}

  private final MeterRegistry registry;
  private final Timer ingest;
  private final Timer wait;
  private final Timer inference;
  private final Timer event;
  private final DistributionSummary batches;
  private final Counter skipped;
  private final Counter fallbacks;
  private final Map<Rejection.Reason, Counter> rejected;
  private final Map<Advance.Outcome, Counter> placed;
  private final Map<Outcome, Counter> scored;
  private final Map<SensorState, AtomicInteger> sensors = new EnumMap<>(SensorState.class);
  private final Map<AlertSeries, Counter> alerts = new ConcurrentHashMap<>();
  private final Set<String> rules = ConcurrentHashMap.newKeySet();
  private WeakReference<OnnxModel> fallen = new WeakReference<>(null);

  TopologyMeters(MeterRegistry registry) {
    this.registry = registry;
    ingest = timer("ingest");
    wait = timer("wait");
    inference = timer("inference");
    event = timer("event");
    batches =
        DistributionSummary.builder("tenor.batch.windows")
            .description("Windows that the live model scored in one run")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    skipped =
        Counter.builder("tenor.windows.skipped")
            .description("Windows that were not scored, since load is shed")
            .register(registry);
    fallbacks =
        Counter.builder("tenor.device.fallbacks")
            .description("Live models that left a GPU that failed for the CPU")
            .register(registry);
    rejected =
        counters(
            Rejection.Reason.class,
            reason ->
                Counter.builder("tenor.chunks.rejected")
                    .description("Records that went to the dead letters")
                    .tag("reason", reason.code()));
    placed =
        counters(
            Advance.Outcome.class,
            outcome ->
                Counter.builder("tenor.chunks")
                    .description("Chunks by what became of them on their sensor's timeline")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT)));
    scored =
        counters(
            Outcome.class,
            outcome ->
                Counter.builder("tenor.windows")
                    .description("Windows that became events")
                    .tag("outcome", outcome.label()));
    for (var state : SensorState.values()) {
      var count = new AtomicInteger();
      sensors.put(state, count);
      Gauge.builder("tenor.sensors", count, AtomicInteger::get)
          .description("Sensors of this instance by the state that was told last")
          .tag("state", state.label())
          .register(registry);
    }
  }

  private Timer timer(String stage) {
    return Timer.builder("tenor.latency")
        .description("How long a stage takes")
        .tag("stage", stage)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> type, Function<E, Counter.Builder> builder) {
    var counters = new EnumMap<E, Counter>(type);
    for (var each : type.getEnumConstants()) {
      counters.put(each, builder.apply(each).register(registry));
    }
    return counters;
  }

  private static Duration[] millis(long... each) {
    var durations = new Duration[each.length];
    for (int i = 0; i < each.length; i++) {
      durations[i] = Duration.ofMillis(each[i]);
    }
    return durations;
  }

  @Override
  public void ingested(long ageMs) {
    ingest.record(Math.max(0, ageMs), TimeUnit.MILLISECONDS);
  }

  @Override
  public void rejected(Rejection.Reason reason) {
    rejected.get(reason).increment();
  }

  @Override
  public void placed(Advance.Outcome outcome) {
    placed.get(outcome).increment();
  }

  @Override
  public void waited(long nanos) {
    wait.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ran(int windows, long nanos) {
    batches.record(windows);
    inference.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void scored(Outcome outcome, long ageMs) {
    scored.get(outcome).increment();
    event.record(Math.max(0, ageMs), TimeUnit.MILLISECONDS);
  }

  @Override
  public void skipped(int windows) {
    skipped.increment(windows);
  }

  @Override
  public synchronized void fellBack(OnnxModel model) {
    if (!fallen.refersTo(model)) { // every task tells it
      fallen = new WeakReference<>(model);
      fallbacks.increment();
    }
  }

  @Override
  public void alert(String rule, Priority priority, AlertState state) {
    boolean counted = rules.contains(rule) || (rules.size() < MOST_RULES && rules.add(rule));
    alerts
        .computeIfAbsent(
            new AlertSeries(counted ? rule : OTHER_RULES, priority, state), this::alertCounter)
        .increment();
  }

  private Counter alertCounter(AlertSeries series) {
    return Counter.builder("tenor.alerts")
        .description("Alert messages")
        .tag("rule", series.rule())
        .tag("priority", series.priority().label())
        .tag("state", series.state().label())
        .register(registry);
  }

  @Override
  public void sensors(SensorState state, int change) {
    sensors.get(state).addAndGet(change);
  }
}
