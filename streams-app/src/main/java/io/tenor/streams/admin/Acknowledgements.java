package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.AlertAck;
import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import java.util.Collection;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Tells the monitors which alerts were seen. */
public final class Acknowledgements {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  /** Tells them through this producer, which the caller closes. */
  public Acknowledgements(Producer<byte[], byte[]> producer, Topics topics) {
    this.producer = producer;
    this.topic = topics.alertAcks();
  }

  /**
   * Acknowledges alerts.
   *
   * @throws KafkaException if it cannot be written
   */
  public void send(Collection<AlertAck> acks) {
    var answers =
        acks.stream()
            .map(
                ack -> {
                  var record =
                      new ProducerRecord<>(
                          topic,
                          ack.alert().getBytes(UTF_8),
                          EventSerdes.alertAck().serializer().serialize(topic, ack));
                  CloudEventHeaders.of(ack).forEach(header -> record.headers().add(header));
                  return producer.send(record);
                })
            .toList();
    answers.forEach(Answers::get);
  }
}
