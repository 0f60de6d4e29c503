package io.tenor.streams.load;

import io.tenor.streams.load.LoadSecond.Phase;
import io.tenor.streams.load.LoadSummary.Latency;
import io.tenor.streams.load.LoadSummary.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows one load from second to second, and sums up what was seen. */
final class LoadWatch {

  /** Windows that have not come so long after the last one that did are lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LoadPlan plan;
  private final Subject subject;
  private final LagProbe lag;
  private final List<Watched> processes;
  private final List<ProcessMeter> meters;
  private final Consumer<LoadSecond> listener;
  private final double hopSeconds;
  private final double chunkSeconds;
  private volatile boolean stopped;
  private long sent;
  private long ticks;
  private long maxLag = LagProbe.UNKNOWN;
  private Totals before;
  private Totals after;

  /**
   * What is watched.
   *
   * @param origin when the load began
   * @param ledger of its windows
   * @param generator sends, in a thread of its own
   * @param reader reads, likewise
   */
  record Subject(
      LoadGenerator.Origin origin,
      WindowLedger ledger,
      LoadGenerator generator,
      EventReader reader) {}

  private record Totals(long nanos, long chunks, long windows, List<Duration> cpu) {}

  /**
   * Watches a load that has begun.
   *
   * @param processes that take part in it
   * @param listener is told of every second
   */
  LoadWatch(
      LoadPlan plan,
      Subject subject,
      LagProbe lag,
      List<Watched> processes,
      Consumer<LoadSecond> listener) {
    this.plan = plan;
    this.subject = subject;
    this.lag = lag;
    this.processes = List.copyOf(processes);
    this.listener = listener;
    this.meters =
        processes.stream()
            .map(watched -> new ProcessMeter(watched.name(), watched.process()))
            .toList();
    this.hopSeconds = (double) plan.hopSamples() / plan.timeline().frontEnd().sampleRateHz();
    this.chunkSeconds = plan.chunk().toNanos() / 1e9;
    this.before = totals();
    this.after = before;
  }

  /** Lets {@link #watch} end soon. */
  void stop() {
    stopped = true;
  }

  /**
   * Returns when all windows have come, or are given up.
   *
   * @throws LoadException if a chunk was not taken or events could not be read
   */
  LoadSummary watch() throws InterruptedException {
    follow(Phase.WARMING_UP, plan.warmUp().toNanos());
    before = totals();
    follow(Phase.MEASURING, plan.sending().toNanos());
    after = totals();
    subject.generator().stop();
    while (!subject.generator().awaitEnd(SECOND)) {
      checkFailures();
    }
    drain();
    checkFailures();
    return summary();
  }

  private Totals totals() {
    return new Totals(
        now(),
        subject.generator().sent(),
        subject.ledger().windows(),
        meters.stream().map(ProcessMeter::cpu).toList());
  }

  private long now() {
    return subject.origin().now();
  }

  /** Tells of every second until this moment. */
  private void follow(Phase phase, long untilNanos) throws InterruptedException {
    while (!stopped && now() < untilNanos) {
      sleepUntil(Math.min(untilNanos, (ticks + 1) * SECOND));
      tell(phase);
      checkFailures();
    }
  }

  private void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - now();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private void tell(Phase phase) throws InterruptedException {
    long now = now();
    ticks = Math.max(ticks + 1, now / SECOND);
    var windows = subject.ledger().interval();
    long waiting = lag.records();
    if (phase == Phase.MEASURING) {
      maxLag = Math.max(maxLag, waiting);
    }
    long chunks = subject.generator().sent();
    listener.accept(
        new LoadSecond(
            now / 1e9,
            phase,
            (chunks - sent) * chunkSeconds,
            windows.windows() * hopSeconds,
            windows,
            waiting,
            meters.stream().map(ProcessMeter::look).toList()));
    sent = chunks;
  }

  private void drain() throws InterruptedException {
    long come = -1;
    long since = now();
    while (missing() > 0 && now() - since < PATIENCE.toNanos()) {
      sleepUntil((ticks + 1) * SECOND);
      tell(Phase.DRAINING);
      checkFailures();
      if (subject.ledger().windows() != come) {
        come = subject.ledger().windows();
        since = now();
      }
    }
  }

  private long missing() {
    return subject.ledger().missing(subject.generator().chunks(), plan.chunkSamples());
  }

  private void checkFailures() {
    subject
        .generator()
        .failure()
        .ifPresent(
            e -> {
              throw new LoadException("The brokers did not take a chunk.", e);
            });
    subject
        .reader()
        .failure()
        .ifPresent(
            e -> {
              throw new LoadException("The events could not be read.", e);
            });
  }

  private LoadSummary summary() {
    double seconds = Math.max(1e-3, (after.nanos() - before.nanos()) / 1e9);
    var ledger = subject.ledger();
    var latency = latency(ledger);
    long lost = missing();
    boolean inTime = latency.p99Ms() <= plan.target().toNanos() / 1e6;
    return new LoadSummary(
        plan.sensors(),
        seconds,
        plan.speechShare(),
        plan.chunk().toMillis(),
        ledger.windows(),
        ledger.spoken(),
        (after.chunks() - before.chunks()) * chunkSeconds / seconds,
        (after.windows() - before.windows()) * hopSeconds / seconds,
        latency,
        lost,
        ledger.doubled(),
        ledger.offGrid(),
        maxLag,
        subject.generator().latestMs(),
        uses(seconds),
        inTime && lost == 0 && ledger.doubled() == 0);
  }

  private static Latency latency(WindowLedger ledger) {
    return new Latency(
        ledger.measured(),
        ledger.latencyMs(50),
        ledger.latencyMs(90),
        ledger.latencyMs(99),
        ledger.latencyMs(99.9),
        ledger.latencyMs(100));
  }

  private List<ProcessUse> uses(double seconds) {
    var uses = new ArrayList<ProcessUse>();
    for (int i = 0; i < meters.size(); i++) {
      double spent = after.cpu().get(i).minus(before.cpu().get(i)).toNanos() / 1e9;
      uses.add(
          new ProcessUse(
              meters.get(i).name(),
              spent / seconds,
              meters.get(i).peakBytes(),
              processes.get(i).gcLog().flatMap(this::collections)));
    }
    return uses;
  }

  private Optional<GcLog> collections(Path file) {
    try (var lines = Files.lines(file)) {
      return Optional.of(GcLog.of(lines, wall(before), wall(after)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // a JVM that writes it otherwise: the rest was measured
    }
  }

  private Instant wall(Totals at) {
    return Instant.ofEpochMilli(subject.origin().wallMs() + at.nanos() / 1_000_000);
  }
}
