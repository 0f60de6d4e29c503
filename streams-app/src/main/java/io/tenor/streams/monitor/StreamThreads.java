package io.tenor.streams.monitor;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;

/** The stream threads of a Kafka Streams client, as they are just now. */
final class StreamThreads {

  private static final String NAME = "-StreamThread-";
  private static final Pattern OF_THREAD = Pattern.compile("^(.*" + NAME + "\\d+)(-.*)?$");
  private static final Set<String> WORKS = Set.of("RUNNING");
  private static final Set<String> GOES = Set.of("PENDING_SHUTDOWN", "DEAD");

  private final KafkaStreams streams;

  StreamThreads(KafkaStreams streams) {
    this.streams = streams;
  }

  /** What the ids of this instance's Kafka clients begin with. */
  String instance() {
    var thread = streams.metadataForLocalThreads().iterator().next().threadName();
    return thread.substring(0, thread.indexOf(NAME));
  }

  /** How many have not failed. */
  int alive() {
    return (int)
        streams.metadataForLocalThreads().stream()
            .filter(thread -> !thread.threadState().equals("DEAD"))
            .count();
  }

  /** Whether so many have their share and work on it. */
  boolean allRun(int count) {
    return streams.state() == State.RUNNING
        && streams.metadataForLocalThreads().stream()
                .filter(thread -> WORKS.contains(thread.threadState()))
                .count()
            >= count;
  }

  /** The partitions that they have. */
  Set<TopicPartition> partitions() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  /**
   * The metrics of Kafka Streams and its clients, without those of threads that have failed: Kafka
   * Streams keeps the clients of a thread until the next one fails, and they tell for ever how long
   * ago its last sign of life was.
   */
  Map<MetricName, ? extends Metric> metrics() {
    return ofThose(
        streams.metrics(),
        streams.metadataForLocalThreads().stream()
            .filter(thread -> !GOES.contains(thread.threadState()))
            .map(ThreadMetadata::threadName)
            .collect(Collectors.toSet()));
  }

  /** The metrics of these stream threads, and those that are of none. */
  static Map<MetricName, Metric> ofThose(
      Map<MetricName, ? extends Metric> metrics, Collection<String> threads) {
    return metrics.entrySet().stream()
        .filter(
            entry -> {
              var tags = entry.getKey().tags();
              return isOf(tags.get("client-id"), threads) && isOf(tags.get("thread-id"), threads);
            })
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isOf(String client, Collection<String> threads) {
    return Optional.ofNullable(client)
        .map(OF_THREAD::matcher)
        .filter(name -> name.matches())
        .map(name -> threads.contains(name.group(1)))
        .orElse(true);
  }
}
