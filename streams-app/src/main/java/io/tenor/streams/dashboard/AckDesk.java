package io.tenor.streams.dashboard;

import io.tenor.schema.AlertAck;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.Acknowledgements;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Tells the monitors what a person has seen on the page. The producer is made when the first does:
 * most who look acknowledge nothing. Thread-safe.
 */
final class AckDesk implements AutoCloseable {

  private final Topics topics;
  private final Map<String, Object> properties;
  private final Clock clock;
  private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();

  /**
   * Tells them through a producer of its own.
   *
   * @param properties of a producer of bytes
   */
  AckDesk(Topics topics, Map<String, Object> properties, Clock clock) {
    this.topics = topics;
    this.properties = new HashMap<>(properties);
    this.clock = clock;
  }

  /**
   * Acknowledges an alert.
   *
   * @param alert its id
   * @param by who has seen it
   * @throws IllegalArgumentException if that is no name
   * @throws org.apache.kafka.common.KafkaException if it cannot be written
   */
  synchronized void acknowledge(String alert, String by) {
    var ack = new AlertAck(alert, by, clock.instant());
    if (producer.isEmpty()) {
      producer = Optional.of(new KafkaProducer<>(properties));
    }
    new Acknowledgements(producer.get(), topics).send(List.of(ack));
  }

  @Override
  public synchronized void close() {
    producer.ifPresent(KafkaProducer::close);
    producer = Optional.empty();
  }
}
