package io.tenor.streams.monitor;

import io.tenor.streams.admin.PartitionEnds;
import io.tenor.streams.topology.Backlog;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what was heard with where the audio topics end, which it asks for every second: what
 * waits at the brokers and what a client has fetched and not heard yet count alike. A partition is
 * behind when more waits than has come in the last two seconds, in the mean.
 */
final class AudioBacklog implements Backlog {

  private static final Logger LOG = LoggerFactory.getLogger(AudioBacklog.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final double TOLERATED_SECONDS = 2;

  /** A sensor's chunks in a second, mostly: less than this is no pace. */
  private static final double LEAST_PER_SECOND = 4;

  /** The pace is a mean over so long. */
  private static final double MEMORY_SECONDS = 10;

  /** A monitor that starts is behind at first, which is nothing to warn of. */
  private static final long WARN_AFTER_NANOS = Duration.ofSeconds(15).toNanos();

  private static final long WARN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  /** Where a partition ends, and how many records come in a second. */
  private record End(long offset, double perSecond, long atNanos) {}

  private final Collection<String> topics;
  private final LongSupplier nanoClock;
  private final Map<TopicPartition, Long> heard = new ConcurrentHashMap<>();
  private final Map<TopicPartition, End> ends = new ConcurrentHashMap<>();
  private final Map<Integer, Long> behindSince = new ConcurrentHashMap<>();
  private long warnedAt = Long.MIN_VALUE;

  /**
   * Knows of nothing that waits.
   *
   * @param topics with audio
   * @param nanoClock tells the time, ns
   */
  AudioBacklog(Collection<String> topics, LongSupplier nanoClock) {
    this.topics = topics;
    this.nanoClock = nanoClock;
  }

  /** Asks the brokers from now on. */
  void follow(AdminThread brokers) {
    brokers.every(EVERY, this::look);
  }

  private void look(Admin admin) throws ExecutionException, InterruptedException {
    PartitionEnds.of(admin, PartitionEnds.partitions(admin, topics), IsolationLevel.READ_COMMITTED)
        .forEach(this::ends);
  }

  /** A partition ends here now. */
  void ends(TopicPartition partition, long offset) {
    long now = nanoClock.getAsLong();
    ends.merge(
        partition,
        new End(offset, 0, now),
        (before, next) -> {
          double seconds = Math.max(1e-3, (now - before.atNanos()) / 1e9);
          double weight = Math.min(1, seconds / MEMORY_SECONDS);
          double pace = Math.max(0, offset - before.offset()) / seconds;
          return new End(offset, before.perSecond() + weight * (pace - before.perSecond()), now);
        });
  }

  @Override
  public void heard(String topic, int partition, long offset) {
    heard.put(new TopicPartition(topic, partition), offset);
  }

  /** The offset of the last record that was heard of each of these partitions. */
  Map<TopicPartition, Long> heard(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(heard::containsKey)
        .collect(Collectors.toMap(partition -> partition, heard::get));
  }

  @Override
  public boolean isBehind(int partition) {
    double waiting = 0;
    double perSecond = 0;
    for (var topic : topics) {
      var of = new TopicPartition(topic, partition);
      var end = ends.get(of);
      var last = heard.get(of);
      if (end != null && last != null) {
        waiting += Math.max(0, end.offset() - last - 1);
        perSecond += end.perSecond();
      }
    }
    boolean behind = waiting > TOLERATED_SECONDS * Math.max(LEAST_PER_SECOND, perSecond);
    if (!behind) {
      behindSince.remove(partition);
    } else if (nanoClock.getAsLong() - behindSince(partition) > WARN_AFTER_NANOS) {
      warn(waiting, perSecond);
    }
    return behind;
  }

  /**
   * How many records wait in a partition; 0 as long as it is not known.
   *
   * @param committed offset up to which the partition was heard at the last commit; below 0 if
   *     there was none
   */
  long waiting(TopicPartition partition, long committed) {
    var end = ends.get(partition);
    long next = Math.max(committed, heard.getOrDefault(partition, -1L) + 1);
    return end == null || next <= 0 ? 0 : Math.max(0, end.offset() - next);
  }

  private long behindSince(int partition) {
    return behindSince.computeIfAbsent(partition, started -> nanoClock.getAsLong());
  }

  private synchronized void warn(double waiting, double perSecond) {
    long now = nanoClock.getAsLong();
    if (warnedAt == Long.MIN_VALUE || now - warnedAt > WARN_EVERY_NANOS) {
      warnedAt = now;
      LOG.atWarn()
          .addKeyValue("waiting", Math.round(waiting))
          .addKeyValue("perSecond", Math.round(perSecond))
          .log("More audio comes than is scored: chunks wait in a partition");
    }
  }
}
