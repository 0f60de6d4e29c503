package io.tenor.streams.monitor;

import io.tenor.schema.Topics;
import io.tenor.streams.admin.TopicIdentities;
import io.tenor.streams.admin.TopicPartitions;
import io.tenor.streams.topology.AlertInputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of acknowledgements and of rules, all of both, on a thread of its own: to the
 * end before anything is scored, and then on. It goes on when a topic is deleted and made again,
 * gets more partitions, or is refused for a while.
 */
final class AlertInputReader implements AutoCloseable {

  /** The name of its thread. */
  static final String THREAD = "tenor-alert-inputs";

  private static final Logger LOG = LoggerFactory.getLogger(AlertInputReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final String acks;
  private final String rules;
  private final AlertInputs inputs;
  private final Supervisor supervisor;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Map<String, Uuid> known = new HashMap<>();
  private Optional<Thread> thread = Optional.empty();
  private volatile boolean stopped;

  /** Connects. */
  AlertInputReader(MonitorSettings settings, AlertInputs inputs, Supervisor supervisor) {
    Topics topics = settings.topology().topics();
    this.acks = topics.alertAcks();
    this.rules = topics.alertRules();
    this.inputs = inputs;
    this.supervisor = supervisor;
    Map<String, Object> config = new HashMap<>(settings.client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    admin = Admin.create(new HashMap<>(settings.client()));
  }

  /**
   * Reads what was written so far.
   *
   * @throws KafkaException if a topic cannot be read
   */
  void catchUp() {
    known.putAll(TopicIdentities.of(admin, List.of(acks, rules)));
    var partitions = new ArrayList<>(TopicPartitions.of(consumer, acks));
    partitions.addAll(TopicPartitions.of(consumer, rules));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  /** Goes on in the background. */
  void start() {
    thread = Optional.of(supervisor.start(THREAD, this::follow));
  }

  private void follow() {
    long lookNanos = System.nanoTime();
    while (!stopped) {
      try {
        consumer.poll(POLL).forEach(this::take);
        if (System.nanoTime() - lookNanos > LOOK.toNanos()) {
          look();
          lookNanos = System.nanoTime();
        }
        supervisor.well(THREAD);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("Stopped in the midst of something", e);
        return;
      } catch (RetriableException e) {
        LOG.debug("The brokers do not answer just now", e); // health knows it by the heartbeats
      } catch (KafkaException | IllegalStateException e) {
        supervisor.trouble(THREAD, e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(acks)) {
      inputs.acknowledgement(record.key(), record.value());
    } else {
      inputs.rules(record.key(), record.value());
    }
  }

  /** Finds out whether a topic is another one of the same name, or has more partitions. */
  private void look() {
    TopicIdentities.of(admin, List.of(acks, rules))
        .forEach(
            (topic, id) -> {
              boolean another = !id.equals(known.put(topic, id));
              var partitions = TopicPartitions.of(consumer, topic);
              if (another) {
                begin(topic, partitions);
              } else if (!consumer.assignment().containsAll(partitions)) {
                var fresh = new HashSet<>(partitions);
                fresh.removeAll(consumer.assignment());
                assign(topic, partitions);
                consumer.seekToBeginning(fresh);
              }
            });
  }

  /** A topic was made again: what it holds counts now, and acknowledgements stay what they were. */
  private void begin(String topic, List<TopicPartition> partitions) {
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .log("A topic was deleted and made again; what the new one holds is read from now on");
    assign(topic, partitions);
    consumer.seekToBeginning(partitions);
    boolean isEmpty = consumer.endOffsets(partitions).values().stream().allMatch(end -> end == 0);
    if (topic.equals(rules) && isEmpty) {
      inputs.rulesBeginAnew();
    }
  }

  private void assign(String topic, List<TopicPartition> partitions) {
    var all = new HashSet<>(consumer.assignment());
    all.removeIf(partition -> partition.topic().equals(topic));
    all.addAll(partitions);
    consumer.assign(all);
  }

  /** Stops; what was read stays. */
  @Override
  public void close() {
    stopped = true;
    try {
      if (thread.isPresent()) {
        consumer.wakeup();
        thread.get().join(STOP.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.filter(Thread::isAlive).isEmpty()) {
      consumer.close(CloseOptions.timeout(STOP));
    }
    admin.close(STOP);
  }
}
