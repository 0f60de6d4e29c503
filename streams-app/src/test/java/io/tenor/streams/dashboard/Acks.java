package io.tenor.streams.dashboard;

import io.tenor.schema.AlertAck;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.TopicRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was acknowledged. */
final class Acks {

  private Acks() {}

  /** The first one. */
  static AlertAck first(TestKafka kafka, Topics topics) {
    return Patience.await().until(() -> all(kafka, topics), acks -> !acks.isEmpty()).get(0);
  }

  private static List<AlertAck> all(TestKafka kafka, Topics topics) {
    var acks = new ArrayList<AlertAck>();
    var acknowledgement = EventSerdes.alertAck().deserializer();
    try (var consumer =
        new KafkaConsumer<>(
            Patience.client(kafka.client()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicRecords.each(
          consumer,
          topics.alertAcks(),
          record -> acks.add(acknowledgement.deserialize(record.topic(), record.value())));
    }
    return acks;
  }
}
