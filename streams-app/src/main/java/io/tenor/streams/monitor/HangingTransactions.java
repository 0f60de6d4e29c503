package io.tenor.streams.monitor;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.PartitionEnds;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices transactions that stay open and that nobody will end, as a broker can leave them that is
 * killed inside a commit. Whoever reads committed records waits behind one for ever, and so does
 * the monitor that takes over the sensors of its partition; no process fails, and none is late.
 *
 * <p>The sign is that a partition's last stable offset stands still before its end for much longer
 * than a transaction may last. All topics that monitors of the application write in transactions
 * are looked at, by every instance.
 */
final class HangingTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** Where a partition's readers wait, and since when. */
  private record Stand(long stableOffset, long sinceNanos) {}

  private final String changelogs;
  private final Set<String> written;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final Map<TopicPartition, Stand> stands = new HashMap<>();
  private volatile List<TopicPartition> hanging = List.of();

  /**
   * Knows of none.
   *
   * @param application whose changelogs begin with its name
   * @param topics to which it writes
   * @param patience how long an offset may stand still
   * @param nanoClock tells the time, ns
   */
  HangingTransactions(
      String application, Topics topics, Duration patience, LongSupplier nanoClock) {
    changelogs = application + '-';
    written =
        Set.of(
            topics.events(),
            topics.shadowEvents(),
            topics.alerts(),
            topics.status(),
            topics.rejected());
    this.patience = patience;
    this.nanoClock = nanoClock;
  }

  /** Looks from now on, about six times before its patience is at an end. */
  void follow(AdminThread brokers) {
    var sixth = patience.dividedBy(6);
    brokers.every(sixth.compareTo(EVERY) < 0 ? sixth : EVERY, this::look);
  }

  private void look(Admin admin) throws ExecutionException, InterruptedException {
    try {
      var ours = admin.listTopics().names().get().stream().filter(this::isOurs).toList();
      var partitions = PartitionEnds.partitions(admin, ours);
      // In this order: what is committed in between is no reason to wait.
      var ends = PartitionEnds.of(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
      seen(PartitionEnds.of(admin, partitions, IsolationLevel.READ_COMMITTED), ends);
    } catch (ExecutionException | RuntimeException e) {
      // While the brokers are away no transaction can end.
      seen(Map.of(), Map.of());
      throw e;
    }
  }

  private boolean isOurs(String topic) {
    return written.contains(topic) || topic.startsWith(changelogs);
  }

  /**
   * Where the partitions stand now. One that is not among them is forgotten.
   *
   * @param stable last stable offsets, before which all transactions have ended
   * @param ends the offsets after the last records
   */
  void seen(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> ends) {
    long now = nanoClock.getAsLong();
    stands.keySet().retainAll(stable.keySet());
    stable.forEach(
        (partition, offset) -> {
          if (offset >= ends.getOrDefault(partition, offset)) {
            stands.remove(partition);
          } else {
            stands.merge(
                partition,
                new Stand(offset, now),
                (before, next) -> before.stableOffset() == offset ? before : next);
          }
        });
    var found =
        stands.entrySet().stream()
            .filter(stand -> now - stand.getValue().sinceNanos() >= patience.toNanos())
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(TopicPartition::toString))
            .toList();
    if (!found.equals(hanging)) {
      tell(found);
    }
    hanging = found;
  }

  private static void tell(List<TopicPartition> found) {
    if (found.isEmpty()) {
      LOG.info("No transaction hangs any more");
    } else {
      LOG.atWarn()
          .addKeyValue("partitions", found)
          .log("Nobody ends a transaction in these partitions: their readers wait behind it");
    }
  }

  /** In how many partitions one hangs. */
  int count() {
    return hanging.size();
  }
}
