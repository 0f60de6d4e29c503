package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.schema.ModelStatus;
import io.tenor.schema.Topics;
import io.tenor.streams.admin.LatestRecords;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the models' topic on a thread of its own, has a {@link ModelKeeper} do what is announced,
 * and writes what came of it to the topic of model statuses.
 */
final class ModelWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatcher.class);
  private static final String THREAD = "tenor-models";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration STOP = Duration.ofSeconds(5);

  /** How long a start waits for the models that are announced. */
  private static final Duration START = Duration.ofSeconds(10);

  private final Topics topics;
  private final String application;
  private final ModelKeeper keeper;
  private final Clock clock;
  private final Supervisor supervisor;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private Optional<Thread> thread = Optional.empty();
  private volatile boolean stopped;

  /**
   * Connects.
   *
   * @param keeper used by this alone from now on
   */
  ModelWatcher(MonitorSettings settings, ModelKeeper keeper, Clock clock, Supervisor supervisor) {
    this.topics = settings.topology().topics();
    this.application = settings.applicationId();
    this.keeper = keeper;
    this.clock = clock;
    this.supervisor = supervisor;
    Map<String, Object> reading = new HashMap<>(settings.client());
    reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    Map<String, Object> writing = new HashMap<>(settings.client());
    writing.put(ProducerConfig.ACKS_CONFIG, "all");
    producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Does what is announced already, before anything is scored. A model that has not come after a
   * while is waited for in the background, so that sensors are heard by what there is.
   *
   * @throws KafkaException if the topic cannot be read
   */
  void catchUp() throws InterruptedException {
    for (var record : LatestRecords.of(consumer, topics.models()).values()) {
      heed(record);
    }
    keeper.settle(START);
    keeper.running();
  }

  /**
   * Goes on in the background.
   *
   * @param instance what this instance is called in statuses
   */
  void start(String instance) {
    keeper.tell((role, view) -> write(instance, role, view));
    thread = Optional.of(supervisor.start(THREAD, () -> watch(instance)));
  }

  private void watch(String instance) {
    try {
      while (!stopped) {
        try {
          for (var record : consumer.poll(POLL)) {
            heed(record);
          }
          keeper.look();
          supervisor.well(THREAD);
        } catch (InterruptException e) {
          throw e;
        } catch (RetriableException e) {
          LOG.debug("The brokers do not answer just now", e); // health knows it by the heartbeats
        } catch (RuntimeException e) {
          // What is served is served on; whatever it was, the next round may have better luck.
          supervisor.trouble(THREAD, e);
          Thread.sleep(POLL.toMillis());
        }
      }
    } catch (InterruptedException | InterruptException e) {
      LOG.debug("Stopped in the midst of something", e);
    } finally {
      takeBack(instance);
    }
  }

  /** Says that this instance serves nothing any more, unless no broker is there to hear it. */
  private void takeBack(String instance) {
    try {
      for (var role : ModelRole.values()) {
        write(instance, role, Optional.empty());
      }
    } catch (KafkaException | IllegalStateException e) {
      LOG.debug("The status of the models could not be taken back", e);
    }
  }

  private void heed(ConsumerRecord<byte[], byte[]> record) {
    try {
      follow(record);
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever a record says, those after it are heeded.
      LOG.atWarn()
          .addKeyValue("failure", e.getClass().getName())
          .log("A record on the topic of models cannot be followed, and is ignored");
    }
  }

  private void follow(ConsumerRecord<byte[], byte[]> record) {
    var role = ModelRole.ofLabel(record.key() == null ? "" : new String(record.key(), UTF_8));
    if (role.isEmpty()) {
      LOG.warn("A record on the topic of models has a key that is no role");
      return;
    }
    Optional<ModelAnnouncement> announcement;
    try {
      announcement =
          Optional.ofNullable(
              EventSerdes.modelAnnouncement()
                  .deserializer()
                  .deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      keeper.unreadable(role.get());
      return;
    }
    keeper.announced(role.get(), announcement);
  }

  private void write(String instance, ModelRole role, Optional<ModelView> view) {
    byte[] key = ModelStatus.key(application, instance, role).getBytes(UTF_8);
    var now = clock.instant();
    var status =
        view.map(
            of ->
                new ModelStatus(
                    application,
                    instance,
                    role,
                    of.state(),
                    of.announced(),
                    of.announcedSha256(),
                    of.serving(),
                    of.servingSha256(),
                    of.device(),
                    of.reason(),
                    now));
    byte[] value =
        status
            .map(
                told ->
                    EventSerdes.modelStatus().serializer().serialize(topics.modelStatus(), told))
            .orElse(null);
    var record = new ProducerRecord<>(topics.modelStatus(), key, value);
    status.ifPresent(
        told -> CloudEventHeaders.of(told).forEach(header -> record.headers().add(header)));
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure != null) {
                LOG.atWarn()
                    .addKeyValue("failure", failure.getClass().getName())
                    .log("The status of a model could not be written");
              }
            });
  }

  /** Stops; the models stay as they are. */
  @Override
  public void close() {
    stopped = true;
    try {
      if (thread.isPresent()) {
        thread.get().join(STOP.toMillis());
        thread.get().interrupt(); // it may be loading a model
        thread.get().join(STOP.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(STOP);
    if (thread.filter(Thread::isAlive).isEmpty()) {
      consumer.close(CloseOptions.timeout(STOP));
    }
  }
}
