package io.tenor.streams.monitor;

import io.tenor.schema.ModelRole;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelException;
import io.tenor.streams.model.ServedModel;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running monitor. A stream thread that fails is replaced and starts again from the last commit,
 * until it has failed {@value #MAX_REPLACED} times; then the monitor stops and says why.
 */
public final class Monitor implements Readings, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
  private static final int MAX_REPLACED = 5;
  private static final String THREAD = "-StreamThread-";
  private static final Duration STOP = Duration.ofSeconds(10);

  private final MonitorSettings settings;
  private final KafkaStreams streams;
  private final Restorations restorations = new Restorations();
  private final BrokerWatch brokers;
  private final ModelKeeper models;
  private final ModelWatcher watcher;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger replaced = new AtomicInteger();

  private Monitor(
      MonitorSettings settings,
      KafkaStreams streams,
      BrokerWatch brokers,
      ModelKeeper models,
      ModelWatcher watcher) {
    this.settings = settings;
    this.streams = streams;
    this.brokers = brokers;
    this.models = models;
    this.watcher = watcher;
  }

  /**
   * Starts a monitor with the model that is announced, or else its own; it joins its group in the
   * background.
   *
   * @throws ModelException if its own model cannot be served
   * @throws KafkaException if the announcements cannot be read
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
    var models = new ModelKeeper(choice, settings.topology().maxBatch(), clock);
    var watcher = new ModelWatcher(settings, models, clock);
    try {
      watcher.catchUp();
      return start(settings, models, watcher, clock, timeCounts, meters);
    } catch (InterruptedException | RuntimeException e) {
      watcher.close();
      models.slot().close();
      throw e;
    }
  }

  private static Monitor start(
      MonitorSettings settings,
      ModelKeeper models,
      ModelWatcher watcher,
      Clock clock,
      BooleanSupplier timeCounts,
      Meters meters) {
    var brokers = new BrokerWatch(settings, clock);
    BooleanSupplier inTouch = () -> timeCounts.getAsBoolean() && brokers.inTouch();
    var topology =
        MonitorTopology.build(
            settings.topology(), models.slot(), clock, inTouch, brokers.backlog(), meters);
    var config = settings.streamsConfig();
    config.put(BadRecordHandler.METERS, meters);
    var monitor =
        new Monitor(settings, new KafkaStreams(topology, config), brokers, models, watcher);
    brokers.follow(monitor.streams::metrics);
    monitor.streams.setUncaughtExceptionHandler(monitor::onFailure);
    monitor.streams.setStateListener((now, before) -> monitor.onState(now));
    monitor.streams.setGlobalStateRestoreListener(monitor.restorations);
    watcher.start(monitor.instance());
    monitor.streams.start();
    return monitor;
  }

  /** What the ids of this instance's Kafka clients begin with. */
  private String instance() {
    var thread = streams.metadataForLocalThreads().iterator().next().threadName();
    return thread.substring(0, thread.indexOf(THREAD));
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
            streams.metadataForLocalThreads().size(),
            restoring(),
            served().containsKey(ModelRole.LIVE),
            brokers.inTouch(),
            hanging())
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
    return streams.metrics();
  }

  private void onState(KafkaStreams.State state) {
    if (state == KafkaStreams.State.REBALANCING) {
      brokers.sensorsMove(this::isRunning);
    } else if (state == KafkaStreams.State.RUNNING) {
      running.countDown();
    } else if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      running.countDown();
      stopped.countDown();
    }
  }

  private StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse onFailure(
      Throwable thrown) {
    if (isHopeless(thrown)
        || isHopeless(thrown.getCause())
        || replaced.incrementAndGet() > MAX_REPLACED) {
      failure.set(thrown);
      return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.atWarn()
        .addKeyValue("failure", thrown.getClass().getName())
        .addKeyValue("times", replaced.get())
        .log("A stream thread failed and starts again from the last commit");
    LOG.debug("The failure", thrown);
    return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** Whether a new thread would fail alike: no thread makes a topic or a right. */
  private static boolean isHopeless(Throwable failure) {
    return failure instanceof MissingSourceTopicException
        || failure instanceof AuthorizationException;
  }

  /** Waits until the monitor has its share of the sensors; false if it has not after that long. */
  public boolean awaitRunning(Duration atMost) throws InterruptedException {
    return running.await(atMost.toMillis(), TimeUnit.MILLISECONDS) && isRunning();
  }

  /** Whether it is processing. */
  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Lets {@link #awaitStopped} return; the monitor goes on until it is closed. */
  public void requestStop() {
    stopped.countDown();
  }

  /** Waits until the monitor was asked to stop, or has stopped by itself. */
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }

  /** Why it stopped by itself, if it did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Commits what is done and leaves the group, so that others take over at once. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(STOP));
    brokers.close();
    watcher.close();
    models.slot().close();
    stopped.countDown();
  }
}
