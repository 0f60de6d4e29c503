package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Announces models to the monitors. */
public final class Announcements {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  /** Announces through this producer, which the caller closes. */
  public Announcements(Producer<byte[], byte[]> producer, Topics topics) {
    this.producer = producer;
    this.topic = topics.models();
  }

  /**
   * Announces a model for its role, in the place of what was announced before.
   *
   * @throws KafkaException if it cannot be written
   */
  public void announce(ModelAnnouncement model) {
    var record =
        new ProducerRecord<>(
            topic,
            model.role().label().getBytes(UTF_8),
            EventSerdes.modelAnnouncement().serializer().serialize(topic, model));
    CloudEventHeaders.of(model).forEach(header -> record.headers().add(header));
    send(record);
  }

  /** Takes back what is announced for a role. */
  public void withdraw(ModelRole role) {
    send(new ProducerRecord<>(topic, role.label().getBytes(UTF_8), null));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    Answers.get(producer.send(record));
  }
}
