package io.tenor.streams.monitor;

import io.tenor.schema.ModelRole;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.model.ServedModel;
import io.tenor.streams.topology.AlertInputs;
import io.tenor.streams.topology.BadRecordHandler;
import io.tenor.streams.topology.Meters;
import io.tenor.streams.topology.MonitorTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A running monitor. A stream thread that fails is replaced and starts again from the last commit;
 * a {@link Supervisor} decides for how long.
 */
public final class Monitor implements Readings, AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final MonitorSettings settings;
  private final KafkaStreams streams;
  private final StreamThreads threads;
  private final Supervisor supervisor;
  private final Restorations restorations = new Restorations();
  private final BrokerWatch brokers;
  private final ModelKeeper models;
  private final ModelWatcher watcher;
  private final AlertInputReader inputs;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean hasRun = new AtomicBoolean();
  private final AtomicBoolean stopRequested = new AtomicBoolean();
  private Optional<Boolean> committed = Optional.empty();

  private Monitor(
      MonitorSettings settings,
      KafkaStreams streams,
      Supervisor supervisor,
      BrokerWatch brokers,
      ModelKeeper models,
      ModelWatcher watcher,
      AlertInputReader inputs) {
    this.settings = settings;
    this.streams = streams;
    this.threads = new StreamThreads(streams);
    this.supervisor = supervisor;
    this.brokers = brokers;
    this.models = models;
    this.watcher = watcher;
    this.inputs = inputs;
  }

  /**
   * Starts a monitor with the model that is announced, or else its own; it joins its group in the
   * background.
   *
   * @throws ModelException if its own model cannot be served
   * @throws KafkaException if the announcements, the rules or the acknowledgements cannot be read
   * @throws MonitorFailedException if the audio topics do not fit what is kept of their sensors
   */
  public static Monitor start(MonitorSettings settings, ModelChoice choice, Clock clock)
      throws InterruptedException {
    return start(settings, choice, clock, () -> true, Meters.NONE);
  }

  /** The same, and somebody is told what it does. */
  public static Monitor start(
      MonitorSettings settings, ModelChoice choice, Clock clock, Meters meters)
      throws InterruptedException {
    return start(settings, choice, clock, () -> true, meters);
  }

  /**
   * The same for a recording, whose sensors are not silent because it is heard slowly.
   *
   * @param timeCounts whether time that passes without a sensor's audio is its silence; asked about
   *     every second
   */
  public static Monitor start(
      MonitorSettings settings, ModelChoice choice, Clock clock, BooleanSupplier timeCounts)
      throws InterruptedException {
    return start(settings, choice, clock, timeCounts, Meters.NONE);
  }

  private static Monitor start(
      MonitorSettings settings,
      ModelChoice choice,
      Clock clock,
      BooleanSupplier timeCounts,
      Meters meters)
      throws InterruptedException {
    PartitionWatch.check(settings);
    var supervisor = new Supervisor(Patience.USUAL, settings.threads());
    var files = new ClusterModels(settings.client(), settings.topology().topics());
    var models = new ModelKeeper(choice, files, settings.topology().maxBatch(), clock);
    var watcher = new ModelWatcher(settings, models, clock, supervisor);
    var published = new AlertInputs();
    var inputs = new AlertInputReader(settings, published, supervisor);
    try {
      watcher.catchUp();
      inputs.catchUp();
      var brokers = new BrokerWatch(settings, clock, supervisor);
      BooleanSupplier inTouch = () -> timeCounts.getAsBoolean() && brokers.inTouch();
      var topology =
          MonitorTopology.build(
              settings.topology(),
              models.slot(),
              published,
              clock,
              inTouch,
              brokers.backlog(),
              meters);
      var config = settings.streamsConfig();
      config.put(BadRecordHandler.METERS, meters);
      var streams = new KafkaStreams(topology, config);
      var monitor = new Monitor(settings, streams, supervisor, brokers, models, watcher, inputs);
      monitor.begin();
      return monitor;
    } catch (InterruptedException | RuntimeException e) {
      inputs.close();
      watcher.close();
      models.close();
      models.slot().close();
      throw e;
    }
  }

  private void begin() {
    supervisor.onEnd(stopped::countDown);
    brokers.follow(threads::metrics);
    streams.setUncaughtExceptionHandler(this::onFailure);
    streams.setStateListener((now, before) -> onState(now));
    streams.setGlobalStateRestoreListener(restorations);
    watcher.start(threads.instance());
    inputs.start();
    streams.start();
  }

  /** The live model, which can be replaced at any time. */
  public ServedModel model() {
    return Optional.ofNullable(served().get(ModelRole.LIVE)).orElseThrow();
  }

  @Override
  public Health health() {
    return new Condition(
            streams.state(),
            settings.threads(),
            threads.alive(),
            restoring(),
            served().containsKey(ModelRole.LIVE),
            brokers.inTouch(),
            hanging(),
            supervisor.trouble(threads.allRun(settings.threads())),
            supervisor.failure().map(Throwable::getMessage))
        .health();
  }

  @Override
  public String state() {
    return Readings.stateLabel(streams.state());
  }

  @Override
  public int restoring() {
    return restorations.count();
  }

  @Override
  public int hanging() {
    return brokers.hanging();
  }

  @Override
  public Map<ModelRole, ServedModel> served() {
    return models.slot().served();
  }

  @Override
  public Map<String, Long> lag() {
    Map<String, Long> lag = new TreeMap<>();
    settings.topology().audio().topics().forEach(topic -> lag.put(topic, 0L));
    for (var thread : streams.metadataForLocalThreads()) {
      for (var task : thread.activeTasks()) {
        task.committedOffsets()
            .forEach(
                (partition, offset) ->
                    lag.computeIfPresent(
                        partition.topic(),
                        (topic, sum) -> sum + brokers.backlog().waiting(partition, offset)));
      }
    }
    return lag;
  }

  @Override
  public Map<MetricName, ? extends Metric> kafka() {
    return threads.metrics();
  }

  private void onState(KafkaStreams.State state) {
    if (state == KafkaStreams.State.REBALANCING) {
      brokers.sensorsMove(this::isRunning);
    } else if (state == KafkaStreams.State.RUNNING) {
      hasRun.set(true);
    } else if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      if (!stopRequested.get()) {
        // Whatever has ended it, it was not asked to end; the first reason counts.
        supervisor.died("of Kafka Streams", new IllegalStateException("it ended by itself"));
      }
      stopped.countDown();
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable thrown) {
    return supervisor.replace(thrown, hasRun.get())
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Waits until the monitor has its share of the sensors; false if it has not after that long. */
  public boolean awaitRunning(Duration atMost) throws InterruptedException {
    long endNanos = System.nanoTime() + atMost.toNanos();
    // Another instance that joins has the sensors shared out anew: once is not for good.
    while (!isRunning() && System.nanoTime() < endNanos) {
      if (stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return isRunning();
  }

  /** Whether it is processing. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Lets {@link #awaitStopped} return; the monitor goes on until it is closed. */
  public void requestStop() {
    stopRequested.set(true);
    supervisor.stopping();
    stopped.countDown();
  }

  /** Waits until the monitor was asked to stop, or has stopped by itself. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Why it stopped by itself, if it did. */
  public Optional<MonitorFailedException> failure() {
    return supervisor.failure();
  }

  /**
   * Commits what is done and leaves the group, so that others take over at once.
   *
   * @return whether all that was heard is committed, as the brokers say
   */
  public synchronized boolean stop() {
    if (committed.isEmpty()) {
      requestStop();
      var heard = brokers.backlog().heard(threads.partitions());
      boolean inOrder =
          streams.close(
              CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                  .withTimeout(STOP));
      committed = Optional.of(inOrder && LastCommit.holds(settings, heard));
      brokers.close();
      inputs.close();
      watcher.close();
      models.close();
      models.slot().close();
    }
    return committed.get();
  }

  /** Stops it; what is not committed is heard again by who takes over. */
  @Override
  public void close() {
    boolean unused = stop();
  }
}
