package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorStatus;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.MissingLibrary;
import io.tenor.streams.admin.TopicPartitions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics into a board, in a thread of its own and in no consumer group: statuses and
 * alerts from the beginning, windows from some minutes ago. When reading fails it begins anew until
 * it is closed.
 */
final class TopicFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Where a library is missing, it has to be started again with one. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

  private static final Duration BACK = Duration.ofMinutes(5);
  private static final Duration RECOUNT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Topics topics;
  private final Map<String, Object> properties;
  private final BoardModel board;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Consumer<byte[], byte[]>> reading = Optional.empty();

  /** What was told of a library that is missing; used by the thread alone. */
  private Optional<String> told = Optional.empty();

  private final Deserializer<EmotionEvent> events = EventSerdes.event().deserializer();
  private final Deserializer<EmotionAlert> alerts = EventSerdes.alert().deserializer();
  private final Deserializer<SensorStatus> statuses = EventSerdes.status().deserializer();

  /**
   * Starts reading.
   *
   * @param properties of a consumer of bytes
   */
  TopicFeed(Topics topics, Map<String, Object> properties, BoardModel board, Clock clock) {
    this.topics = topics;
    this.properties = new HashMap<>(properties);
    this.board = board;
    this.clock = clock;
    thread = new Thread(this::run, "dashboard-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (isOpen()) {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(properties)) {
          reading = Optional.of(consumer);
          read(consumer);
        } catch (WakeupException e) {
          return; // close() asked for it
        } catch (KafkaException | IllegalStateException e) {
          board.onReading(false);
          tell(e);
        }
        var pause = told.isPresent() ? LONG_PAUSE : PAUSE;
        if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once what lasts, and each time what may pass. */
  private void tell(RuntimeException failure) {
    var remedy = MissingLibrary.remedy(failure);
    if (remedy.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log("The topics cannot be read; the dashboard tries again");
    } else if (!remedy.equals(told)) {
      LOG.error(remedy.get());
    }
    told = remedy;
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    var assigned = new HashSet<TopicPartition>();
    assignNew(consumer, assigned);
    board.clear(); // not before a broker answers: what was known stays in sight until then
    var ends = consumer.endOffsets(assigned);
    long recount = System.nanoTime() + RECOUNT.toNanos();
    long look = System.nanoTime();
    boolean loaded = false;
    while (isOpen()) {
      for (var record : consumer.poll(POLL)) {
        take(record);
      }
      long now = System.nanoTime();
      if (now - look > 0) {
        board.onReading(isConnected(consumer));
        look = now + LOOK.toNanos();
      }
      if (!loaded
          && ends.entrySet().stream()
              .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        loaded = true;
        board.onLoaded();
      }
      if (now - recount > 0) {
        assignNew(consumer, assigned);
        recount = now + RECOUNT.toNanos();
      }
    }
  }

  /** Begins with partitions that it does not have: at the start, and when there are more. */
  private void assignNew(Consumer<byte[], byte[]> consumer, Set<TopicPartition> assigned) {
    var fresh = new ArrayList<TopicPartition>();
    for (var topic : List.of(topics.status(), topics.alerts(), topics.events())) {
      TopicPartitions.of(consumer, topic).stream()
          .filter(partition -> !assigned.contains(partition))
          .forEach(fresh::add);
    }
    if (fresh.isEmpty()) {
      return;
    }
    assigned.addAll(fresh);
    consumer.assign(assigned);
    var windows = fresh.stream().filter(p -> p.topic().equals(topics.events())).toList();
    consumer.seekToBeginning(fresh.stream().filter(p -> !windows.contains(p)).toList());
    seekBack(consumer, windows);
  }

  private void seekBack(Consumer<byte[], byte[]> consumer, List<TopicPartition> windows) {
    // Asked for first: what is written between the two questions is then read, not left out.
    var ends = consumer.endOffsets(windows);
    var wanted = new HashMap<TopicPartition, Long>();
    windows.forEach(partition -> wanted.put(partition, clock.millis() - BACK.toMillis()));
    consumer
        .offsetsForTimes(wanted)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seek(partition, ends.get(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(topics.events())) {
        var event = events.deserialize(record.topic(), record.value());
        if (event != null) {
          board.on(event);
        }
      } else if (record.topic().equals(topics.alerts())) {
        var alert = alerts.deserialize(record.topic(), record.value());
        if (alert != null) {
          board.on(alert);
        }
      } else if (record.key() != null) {
        takeStatus(new String(record.key(), UTF_8), record);
      }
    } catch (SerializationException e) {
      board.onUnreadable();
    }
  }

  private void takeStatus(String key, ConsumerRecord<byte[], byte[]> record) {
    var status = statuses.deserialize(record.topic(), record.value());
    if (status == null) {
      board.onForgotten(key);
    } else {
      board.on(key, status);
    }
  }

  /** Whether the consumer has a connection to any broker; it does not say so by itself. */
  private static boolean isConnected(Consumer<byte[], byte[]> consumer) {
    return consumer.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .map(metric -> metric.metricValue())
        .anyMatch(count -> count instanceof Number number && number.doubleValue() > 0);
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  /** Stops reading. Closing twice does no harm. */
  @Override
  public void close() {
    closed.countDown();
    reading.ifPresent(Consumer::wakeup);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
