package io.tenor.streams.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.Topics;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Publishes alert rules to the monitors. */
public final class PublishedRules {

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Clock clock;

  /** Publishes through this producer, which the caller closes. */
  public PublishedRules(Producer<byte[], byte[]> producer, Topics topics, Clock clock) {
    this.producer = producer;
    this.topic = topics.alertRules();
    this.clock = clock;
  }

  /**
   * Puts rules in force, in the place of those before.
   *
   * @param json the rules, which the caller has checked
   * @throws KafkaException if they cannot be written
   */
  public void publish(String version, String json) {
    var record =
        new ProducerRecord<>(topic, Topics.RULES_KEY.getBytes(UTF_8), json.getBytes(UTF_8));
    CloudEventHeaders.ofRules(version, clock.instant())
        .forEach(header -> record.headers().add(header));
    Answers.get(producer.send(record));
  }

  /** Takes back what is published. */
  public void withdraw() {
    Answers.get(producer.send(new ProducerRecord<>(topic, Topics.RULES_KEY.getBytes(UTF_8), null)));
  }
}
