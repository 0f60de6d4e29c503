package io.tenor.streams.faults;

import io.tenor.schema.AlertCondition;
import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Purpose;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.admin.TopicRecords;
import io.tenor.streams.alert.AlertEngine;
import io.tenor.streams.alert.Defaults;
import io.tenor.streams.evaluate.AlertReplay;
import io.tenor.streams.ingest.SensorKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Compares the alert messages of a run with what its events give by themselves, by the rules that
 * Tenor ships. That a sensor is offline is left out: while monitors and brokers are killed that is
 * told by a clock.
 *
 * @param expected messages that the events give
 * @param missing of them those that never came
 * @param doubled further ones of the same id
 * @param different messages that say something else, or that the events do not give
 */
record AlertCheck(long expected, long missing, long doubled, long different) {

  /** Reads both topics from their beginning to their end. */
  static AlertCheck of(Topics topics, Map<String, Object> client) {
    var events = new TreeMap<String, List<EmotionEvent>>();
    for (EmotionEvent event : all(topics.events(), client, EventSerdes.event().deserializer())) {
      events
          .computeIfAbsent(
              new SensorKey(event.context(), event.sensor()).storeKey(), s -> new ArrayList<>())
          .add(event);
    }
    var expected = new HashMap<String, String>();
    var engine = new AlertEngine(Defaults.rules(), Purpose.RESEARCH);
    events.values().stream()
        .flatMap(sensor -> AlertReplay.of(engine, sensor).stream())
        .filter(AlertCheck::counts)
        .forEach(alert -> expected.put(alert.messageId(), text(alert)));

    var seen = new HashMap<String, List<String>>();
    for (EmotionAlert alert : all(topics.alerts(), client, EventSerdes.alert().deserializer())) {
      if (counts(alert)) {
        seen.computeIfAbsent(alert.messageId(), id -> new ArrayList<>()).add(text(alert));
      }
    }
    return new AlertCheck(
        expected.size(),
        expected.keySet().stream().filter(id -> !seen.containsKey(id)).count(),
        seen.values().stream().mapToLong(messages -> messages.size() - 1).sum(),
        seen.entrySet().stream()
            .filter(e -> !e.getValue().get(0).equals(expected.get(e.getKey())))
            .count());
  }

  private static boolean counts(EmotionAlert alert) {
    return alert.condition() != AlertCondition.OFFLINE;
  }

  private static String text(EmotionAlert alert) {
    return "%s %s %s %s".formatted(alert.at(), alert.score(), alert.windows(), alert.evidence());
  }

  private static <T> List<T> all(
      String topic, Map<String, Object> client, Deserializer<T> deserializer) {
    var config = Patience.client(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    var read = new ArrayList<T>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicRecords.each(
          consumer, topic, record -> read.add(deserializer.deserialize(topic, record.value())));
    }
    return read;
  }
}
