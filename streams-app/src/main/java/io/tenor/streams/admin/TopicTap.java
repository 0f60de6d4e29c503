package io.tenor.streams.admin;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads events, alerts and dead letters as any consumer would (committed records only), in a thread
 * of its own.
 */
public final class TopicTap implements AutoCloseable {

  /** Gets what was read; called from the tap's thread. */
  public interface Listener {
    /** An event was read at this time. */
    void onEvent(EmotionEvent event, Instant readAt);

    /** An alert message was read. */
    void onAlert(EmotionAlert alert);

    /** A dead letter was seen; its audio was not looked at. */
    void onRejected();
  }

  private static final Logger LOG = LoggerFactory.getLogger(TopicTap.class);

  private final Topics topics;
  private final Listener listener;
  private final Consumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Deserializer<EmotionEvent> events = EventSerdes.event().deserializer();
  private final Deserializer<EmotionAlert> alerts = EventSerdes.alert().deserializer();

  /** Starts reading at the present end of the topics, which must exist. */
  public TopicTap(Map<String, String> client, Topics topics, Listener listener) {
    this(client, topics, false, listener);
  }

  /**
   * Starts reading topics, which must exist.
   *
   * @param fromBeginning whether with the oldest record that is kept, or with the next one
   */
  public TopicTap(
      Map<String, String> client, Topics topics, boolean fromBeginning, Listener listener) {
    this.topics = topics;
    this.listener = listener;
    var config = new Properties();
    config.putAll(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var partitions =
        List.of(topics.events(), topics.alerts(), topics.rejected()).stream()
            .flatMap(topic -> TopicPartitions.of(consumer, topic).stream())
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    partitions.forEach(consumer::position);
    thread = new Thread(this::read, "topic-tap");
    thread.start();
  }

  private void read() {
    try {
      while (true) {
        var records = consumer.poll(Duration.ofSeconds(1));
        var readAt = Instant.ofEpochMilli(System.currentTimeMillis());
        for (var record : records) {
          take(record, readAt);
        }
      }
    } catch (WakeupException e) {
      // close() asked for it.
    } finally {
      consumer.close();
    }
  }

  /** What cannot be read is left out, as every consumer should: others may write there too. */
  private void take(ConsumerRecord<byte[], byte[]> record, Instant readAt) {
    try {
      if (record.topic().equals(topics.events())) {
        Optional.ofNullable(events.deserialize(record.topic(), record.value()))
            .ifPresent(event -> listener.onEvent(event, readAt));
      } else if (record.topic().equals(topics.alerts())) {
        Optional.ofNullable(alerts.deserialize(record.topic(), record.value()))
            .ifPresent(listener::onAlert);
      } else {
        listener.onRejected();
      }
    } catch (SerializationException e) {
      LOG.atWarn()
          .addKeyValue("topic", record.topic())
          .log("A record that cannot be read is left out");
    }
  }

  /** Stops reading; the listener is not called any more. Closing twice does no harm. */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
