package io.tenor.streams.cli;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EventSerdes;
import io.tenor.streams.admin.TopicRecords;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import picocli.CommandLine;

/** The alerts that have not ended, by what the topic says so far: the most urgent first. */
final class OpenAlerts {

  private OpenAlerts() {}

  /** The last message of each. */
  static List<EmotionAlert> read(
      KafkaConsumer<byte[], byte[]> consumer, String topic, CommandLine command) {
    Map<String, EmotionAlert> open = new LinkedHashMap<>();
    var alerts = EventSerdes.alert().deserializer();
    TopicRecords.each(
        consumer,
        topic,
        record -> {
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
        });
    return open.values().stream()
        .sorted(
            Comparator.comparing(EmotionAlert::priority)
                .thenComparing(EmotionAlert::since)
                .thenComparing(EmotionAlert::id))
        .toList();
  }
}
