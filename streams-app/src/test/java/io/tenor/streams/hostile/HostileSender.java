package io.tenor.streams.hostile;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.admin.PartitionEnds;
import io.tenor.streams.admin.TopicRecords;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends hostile records, and counts what became of them. */
final class HostileSender implements AutoCloseable {

  private final Topics topics;
  private final Map<String, Object> client;
  private final HostileRecords records;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long sent;

  HostileSender(Topics topics, long seed, long nowMs, Map<String, Object> client) {
    this.topics = topics;
    this.client = client;
    records = new HostileRecords(topics, seed, nowMs);
    var sending = new HashMap<>(client);
    sending.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
    producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends all records up to this number. */
  void sendUpTo(long number) {
    for (; sent < number; sent++) {
      var unused =
          producer.send(
              records.at(sent),
              (metadata, failure) -> (failure == null ? taken : refused).incrementAndGet());
    }
  }

  /** Returns when the broker has said of each record whether it takes it. */
  void flush() {
    producer.flush();
  }

  /** Records that the broker took. */
  long taken() {
    return taken.get();
  }

  /** Records that it did not take: nobody can read them. */
  long refused() {
    return refused.get();
  }

  /** Records in the dead letters, when the application has read all audio. */
  long rejected(String application) throws Exception {
    try (var admin = Admin.create(client)) {
      var audio = Arrays.stream(SensorContext.values()).map(topics::audio).toList();
      var partitions = PartitionEnds.partitions(admin, audio);
      var ends = PartitionEnds.of(admin, partitions, IsolationLevel.READ_COMMITTED);
      Patience.await("all audio to be read")
          .until(
              () -> {
                var committed = GroupOffsets.committed(admin, application);
                return ends.entrySet().stream()
                    .allMatch(
                        end ->
                            end.getValue() == 0
                                || (committed.containsKey(end.getKey())
                                    && committed.get(end.getKey()).offset() >= end.getValue()));
              });
    }
    var reading = new HashMap<>(client);
    reading.put("isolation.level", "read_committed");
    var count = new AtomicLong();
    try (var consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicRecords.each(consumer, topics.rejected(), record -> count.incrementAndGet());
    }
    return count.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
