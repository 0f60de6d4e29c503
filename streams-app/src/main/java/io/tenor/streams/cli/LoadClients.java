package io.tenor.streams.cli;

import io.tenor.streams.load.LoadRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The clients of a load. */
final class LoadClients implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long BUFFER_BYTES = 256L << 20;

  private final List<Producer<byte[], byte[]>> producers = new ArrayList<>();
  private final Admin admin;
  private final LoadRun.Clients clients;

  private LoadClients(KafkaOptions kafka, String group, int count) {
    for (int i = 0; i < count; i++) {
      producers.add(new KafkaProducer<>(producerProps(kafka)));
    }
    admin = Admin.create(kafka.adminProps());
    clients =
        new LoadRun.Clients(
            kafka.topics(),
            producers,
            () -> new KafkaConsumer<byte[], byte[]>(kafka.consumerProps()),
            admin,
            group);
  }

  static LoadClients open(KafkaOptions kafka, String group, int producers) {
    return new LoadClients(kafka, group, producers);
  }

  /** As a sensor's, but that it never waits: what a broker does not take yet is kept here. */
  private static Map<String, Object> producerProps(KafkaOptions kafka) {
    var config = new HashMap<>(kafka.producerProps());
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "2");
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    return config;
  }

  LoadRun.Clients clients() {
    return clients;
  }

  @Override
  public void close() {
    producers.forEach(producer -> producer.close(CLOSE));
    admin.close(CLOSE);
  }
}
