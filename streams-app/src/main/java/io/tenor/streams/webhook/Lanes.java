package io.tenor.streams.webhook;

import io.tenor.streams.webhook.LaneState.Resting;
import io.tenor.streams.webhook.LaneState.Sending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What waits to be sent, a lane for each partition: the alerts of a sensor are in one partition, so
 * a lane keeps their order. Lanes know nothing of each other.
 */
final class Lanes {

  /** A lane that holds so many alerts needs no further ones now. */
  static final int FULL = 100;

  /**
   * A request that is to be sent.
   *
   * @param lane what it is told to when it is answered; it may have been removed by then
   */
  record Attempt(Lane lane, WebhookMessage message) {}

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private final Map<TopicPartition, Lane> lanes = new TreeMap<>(ORDER);

  /** Where the next search for work begins, so that no lane is always the last. */
  private int turn;

  /** Takes an alert that was read. */
  void add(TopicPartition partition, long offset, WebhookMessage message) {
    lane(partition).add(offset, message);
  }

  /** Notes that everything before this offset was read, also what is no alert. */
  void readTo(TopicPartition partition, long offset) {
    lane(partition).readTo(offset);
  }

  private Lane lane(TopicPartition partition) {
    return lanes.computeIfAbsent(partition, p -> new Lane());
  }

  /** Forgets partitions that somebody else has now. */
  void remove(Collection<TopicPartition> partitions) {
    lanes.keySet().removeAll(partitions);
  }

  /** Marks as sent what may be sent now, at most so many. */
  List<Attempt> start(Instant now, int limit) {
    var all = List.copyOf(lanes.values());
    var started = new ArrayList<Attempt>();
    for (int i = 0; i < all.size() && started.size() < limit; i++) {
      var lane = all.get(Math.floorMod(turn + i, all.size()));
      if (lane.isDue(now)) {
        started.add(new Attempt(lane, lane.start()));
      }
    }
    turn += started.size();
    return started;
  }

  /** Partitions that are not to be read on for now. */
  Set<TopicPartition> full() {
    return lanes.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= FULL)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The offsets to go on with after a restart, of the partitions that something is known of. */
  Map<TopicPartition, Long> resumeAt() {
    var offsets = new HashMap<TopicPartition, Long>();
    lanes.forEach(
        (partition, lane) -> lane.resumeAt().ifPresent(offset -> offsets.put(partition, offset)));
    return offsets;
  }

  /** Whether a request of one of these partitions is on its way. */
  boolean isSending(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .map(lanes::get)
        .anyMatch(lane -> lane != null && lane.state() instanceof Sending);
  }

  /** Whether there is an alert that was sent and not accepted yet. */
  boolean isFailing() {
    return lanes.values().stream().anyMatch(lane -> lane.state().failures() > 0);
  }

  /** When the next alert that failed is sent again; empty if none waits for it. */
  Optional<Instant> nextRetry() {
    return lanes.values().stream()
        .map(Lane::state)
        .filter(Resting.class::isInstance)
        .map(state -> ((Resting) state).until())
        .min(Comparator.naturalOrder());
  }

  /** How many alerts were read and not yet accepted. */
  long waiting() {
    return lanes.values().stream().mapToLong(Lane::size).sum();
  }
}
