package io.tenor.streams.cli;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.streams.admin.TopicPartitions;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import picocli.CommandLine;

/** The alerts that have not ended, by what the topic says so far: the most urgent first. */
final class OpenAlerts {

  private static final Duration POLL = Duration.ofMillis(200);

  private OpenAlerts() {}

  /** The last message of each. */
  static List<EmotionAlert> read(
      KafkaConsumer<byte[], byte[]> consumer, String topic, CommandLine command) {
    Map<String, EmotionAlert> open = new LinkedHashMap<>();
    var alerts = EventSerdes.alert().deserializer();
    var partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (var record : consumer.poll(POLL)) {
        try {
          var alert = alerts.deserialize(topic, record.value());
          if (alert != null && alert.state().isEnd()) {
            open.remove(alert.id());
          } else if (alert != null) {
            open.put(alert.id(), alert);
          }
        } catch (SerializationException e) {
          command.getErr().println(EventPrinter.leftOut(record));
        }
      }
    }
    return open.values().stream()
        .sorted(
            Comparator.comparing(EmotionAlert::priority)
                .thenComparing(EmotionAlert::since)
                .thenComparing(EmotionAlert::id))
        .toList();
  }
}
