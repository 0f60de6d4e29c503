package io.tenor.streams.faults;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.PartitionEnds;
import io.tenor.streams.monitor.MonitorSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker knows of the partitions when events are missing: whether a monitor stands still,
 * or a transaction that nobody ends keeps readers from what was written.
 */
final class ClusterState {

  /** What is said of a partition with a transaction that its coordinator has ended. */
  static final String HALF_DONE = "a transaction that has ended is open";

  private static final Set<TransactionState> GOING_ON =
      Set.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private ClusterState() {}

  /** A line for each partition where somebody waits or is behind, and each open transaction. */
  static List<String> describe(Topics topics, Map<String, Object> client)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(client)) {
      var goingOn =
          admin.listTransactions().all().get().stream()
              .filter(transaction -> GOING_ON.contains(transaction.state()))
              .toList();
      var writers =
          goingOn.stream().map(TransactionListing::producerId).collect(Collectors.toSet());
      var lines = new ArrayList<>(partitions(admin, topics, writers));
      goingOn.forEach(transaction -> lines.add("Transaction " + transaction));
      return lines;
    }
  }

  private static List<String> partitions(Admin admin, Topics topics, Set<Long> goingOn)
      throws ExecutionException, InterruptedException {
    var partitions = partitionsOf(admin, topics);
    var ends = PartitionEnds.of(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
    var stable = PartitionEnds.of(admin, partitions, IsolationLevel.READ_COMMITTED);
    var producers =
        new TreeMap<TopicPartition, List<ProducerState>>(Comparator.comparing(Object::toString));
    admin
        .describeProducers(partitions)
        .all()
        .get()
        .forEach((partition, state) -> producers.put(partition, state.activeProducers()));
    // As it is, not once its transactions have ended: one that never ends is looked for.
    Map<TopicPartition, OffsetAndMetadata> read =
        admin
            .listConsumerGroupOffsets(MonitorSettings.DEFAULT_APPLICATION_ID)
            .partitionsToOffsetAndMetadata()
            .get();

    var lines = new ArrayList<String>();
    producers.forEach(
        (partition, writers) -> {
          long end = ends.get(partition);
          var place = read.get(partition);
          var open =
              writers.stream().filter(w -> w.currentTransactionStartOffset().isPresent()).toList();
          boolean behind = place != null && place.offset() < end;
          if (behind || stable.get(partition) < end || !open.isEmpty()) {
            lines.add(
                "%s: read to %s, stable to %d, ends at %d, open transactions %s%s"
                    .formatted(
                        partition,
                        place == null ? "-" : Long.toString(place.offset()),
                        stable.get(partition),
                        end,
                        open,
                        open.stream().allMatch(w -> goingOn.contains(w.producerId()))
                            ? ""
                            : "; " + HALF_DONE));
          }
        });
    return lines;
  }

  private static Set<TopicPartition> partitionsOf(Admin admin, Topics topics)
      throws ExecutionException, InterruptedException {
    var names =
        admin.listTopics().names().get().stream()
            .filter(
                name ->
                    name.startsWith(topics.prefix())
                        || name.startsWith(MonitorSettings.DEFAULT_APPLICATION_ID))
            .toList();
    return PartitionEnds.partitions(admin, names);
  }
}
