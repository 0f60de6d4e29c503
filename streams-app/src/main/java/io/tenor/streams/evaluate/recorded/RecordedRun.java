package io.tenor.streams.evaluate.recorded;

import io.tenor.schema.Purpose;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.GroupMembers;
import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.admin.TopicTap;
import io.tenor.streams.alert.RuleSet;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.MonitorSettings;
import io.tenor.streams.topology.AlertSettings;
import io.tenor.streams.topology.AudioInput;
import io.tenor.streams.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * One model over a recording: the monitor's own topology in a consumer group and with output topics
 * of its own, as fast as this machine allows. Time that passes while it runs is nobody's silence;
 * when all is heard, sensors that wait for a chunk that never came are given it up, as they would
 * be live.
 *
 * <p>A run that was killed goes on where it was: its place and its output are in the cluster. When
 * it has ended both are deleted.
 */
public final class RecordedRun {

  private static final Duration JOIN = Duration.ofSeconds(60);

  /** After so long a run that was killed has left its group. */
  private static final Duration GONE = MonitorSettings.SESSION_TIMEOUT.multipliedBy(2);

  /** So long a run that has ended may take to delete its output. */
  private static final Duration CLEANED = Duration.ofSeconds(3);

  private static final Duration STUCK = Duration.ofMinutes(2);
  private static final Duration COMMIT = Duration.ofMillis(200);

  /** What waits for a missing chunk is given up so long after the end. */
  private static final Duration LOST = Duration.ofMillis(500);

  /** Longer than what is left to do at the end: to give up, to score, to commit. */
  private static final Duration LAST = Duration.ofMillis(2_500);

  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Settings settings;
  private final AtomicBoolean heardAll = new AtomicBoolean();

  /**
   * What is run.
   *
   * @param name of the consumer group and in front of the output topics; the same for the same work
   * @param client Kafka client properties
   * @param prefix in front of the output topics' names, as of all topics of the deployment
   * @param contexts of the audio topics
   * @param starts where to begin in each partition
   * @param ends the offset after the last record of each partition that has one
   * @param untilMs what ends later is left out, milliseconds since 1970
   * @param rules sets to try; the first is in force in the topology
   * @param sensorHistory whether a model that asks for it is told what a sensor said before
   * @param stateDirectory of its own
   */
  public record Settings(
      String name,
      Map<String, String> client,
      String prefix,
      Map<String, SensorContext> contexts,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      long untilMs,
      List<RuleSet> rules,
      boolean sensorHistory,
      Path stateDirectory) {}

  /** Is told how far it is. */
  public interface Listener {
    /** Events so far, and the share of the recording that is heard, 0 to 1. */
    void at(long events, double share);
  }

  /** A run that has not begun. */
  public RecordedRun(Settings settings) {
    this.settings = settings;
  }

  /** The topics that it writes. */
  private Topics outputs() {
    return new Topics(settings.prefix() + settings.name() + '.');
  }

  /**
   * Runs to the end.
   *
   * @param restart whether to begin anew where an earlier run was stopped
   * @param stopped whether to give up; it goes on when it is run again
   * @return what came of it; empty if it was stopped
   * @throws EvaluationException if the same is running already
   */
  Optional<Hearing> run(
      ModelChoice choice, boolean restart, BooleanSupplier stopped, Listener listener)
      throws InterruptedException {
    var topics = outputs();
    try (var admin = Admin.create(Map.copyOf(settings.client()))) {
      requireAlone(admin);
      if (restart) {
        clean(admin, topics);
      }
      new TopicAdmin(admin).create(new TopicPlan(topics, partitions(), Optional.empty()));
      if (GroupOffsets.committed(admin, settings.name()).isEmpty()) {
        GroupOffsets.set(admin, settings.name(), settings.starts());
      }
      var hearing = new Hearing(settings.untilMs(), settings.rules());
      var tap = new TopicTap(settings.client(), topics, true, hearing);
      boolean complete;
      try (var monitor = Monitor.start(monitor(topics), choice, Clock.systemUTC(), heardAll::get)) {
        complete = await(admin, monitor, hearing, stopped, listener);
      } finally {
        tap.close();
      }
      if (complete) {
        clean(admin, topics);
      }
      return complete ? Optional.of(hearing) : Optional.empty();
    }
  }

  /**
   * Waits until a run that was killed is known to be gone. One that is at work must not be joined:
   * the first to end would delete what the other reads.
   */
  private void requireAlone(Admin admin) throws InterruptedException {
    long until = System.nanoTime() + GONE.toNanos();
    boolean waited = false;
    while (!GroupMembers.of(admin, settings.name()).isEmpty()) {
      if (System.nanoTime() > until) {
        throw new EvaluationException(
            "The same evaluation is running already: let it end, or ask for another span or model.");
      }
      waited = true;
      TimeUnit.MILLISECONDS.sleep(500);
    }
    if (waited) {
      TimeUnit.MILLISECONDS.sleep(CLEANED.toMillis());
    }
  }

  private int partitions() {
    return settings.starts().keySet().stream().mapToInt(TopicPartition::partition).max().orElse(0)
        + 1;
  }

  private MonitorSettings monitor(Topics topics) {
    var usual = TopologySettings.of(topics);
    var topology =
        new TopologySettings(
            topics,
            new AudioInput(settings.contexts(), LOST, LOST),
            new AlertSettings(
                settings.rules().get(0), true, Purpose.RESEARCH, AlertSettings.Timers.STREAM_TIME),
            usual.maxBatch(),
            usual.batchDelay(),
            usual.cutting(),
            usual.overload(),
            settings.sensorHistory());
    return new MonitorSettings(
        settings.name(),
        settings.client(),
        topology,
        Math.max(1, Math.min(partitions(), Runtime.getRuntime().availableProcessors())),
        0,
        MonitorSettings.SESSION_TIMEOUT,
        COMMIT,
        settings.stateDirectory());
  }

  private boolean await(
      Admin admin, Monitor monitor, Hearing hearing, BooleanSupplier stopped, Listener listener)
      throws InterruptedException {
    if (!monitor.awaitRunning(JOIN)) {
      throw new IllegalStateException("the monitor did not start within a minute");
    }
    long all = left(settings.starts());
    long least = all;
    long movedNanos = System.nanoTime();
    long endNanos = 0;
    while (!stopped.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(200);
      var failure = monitor.failure();
      if (failure.isPresent()) {
        throw new IllegalStateException("the monitor stopped by itself", failure.get());
      }
      long now = System.nanoTime();
      if (!heardAll.get()) {
        long left = left(offsets(admin));
        if (left < least) {
          least = left;
          movedNanos = now;
        } else if (now - movedNanos > STUCK.toNanos()) {
          throw new IllegalStateException(
              "%d of %d records were heard, and none for two minutes".formatted(all - left, all));
        }
        listener.at(hearing.events(), all == 0 ? 1 : 1 - (double) left / all);
        if (left == 0) {
          heardAll.set(true);
          endNanos = now;
        }
      } else if (now - endNanos > LAST.toNanos() && hearing.quietNanos() > QUIET.toNanos()) {
        return true;
      }
    }
    return false;
  }

  private Map<TopicPartition, Long> offsets(Admin admin) {
    var offsets = new HashMap<TopicPartition, Long>();
    GroupOffsets.committed(admin, settings.name())
        .forEach((partition, place) -> offsets.put(partition, place.offset()));
    return offsets;
  }

  /** Records that are not heard yet, as offsets count them. */
  private long left(Map<TopicPartition, Long> heard) {
    return settings.ends().entrySet().stream()
        .mapToLong(
            end -> {
              long start = settings.starts().getOrDefault(end.getKey(), 0L);
              return Math.max(0, end.getValue() - heard.getOrDefault(end.getKey(), start));
            })
        .sum();
  }

  /** Deletes its output, its state and its place. */
  private void clean(Admin admin, Topics topics) {
    new TopicAdmin(admin).deleteThoseBeginningWith(settings.name() + '-', topics.prefix());
    GroupOffsets.forget(admin, settings.name());
  }
}
