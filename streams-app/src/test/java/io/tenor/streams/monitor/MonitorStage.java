package io.tenor.streams.monitor;

import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.UntimedRecord;
import io.tenor.streams.model.ModelChoice;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real monitors on a real broker, to which things happen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MonitorStage {

  TestKafka kafka;
  @TempDir Path directory;

  @BeforeAll
  void startBroker() {
    kafka = broker();
  }

  /** The broker of this class. */
  TestKafka broker() {
    return TestKafka.start();
  }

  @AfterAll
  void stopBroker() {
    kafka.close();
  }

  Monitor monitor(Topics topics, String name) throws InterruptedException {
    return TestMonitors.start(kafka, topics, ModelChoice.SHIPPED, directory.resolve(name));
  }

  static short[] speech(String emotion, int seconds) {
    return new VoiceSynthesizer(VoiceProfile.of(emotion), 11).next(16_000 * seconds);
  }

  /** Reads until so many events have come. */
  static void awaitEvents(Recorder recorder, int count) {
    awaitRead(recorder, () -> recorder.events().size() >= count);
  }

  /** Reads until this holds. */
  static void awaitRead(Recorder recorder, BooleanSupplier condition) {
    Patience.await()
        .until(
            () -> {
              recorder.poll();
              return condition.getAsBoolean();
            });
  }

  void send(String topic, long timestampMs, byte[] key, byte[] value)
      throws ExecutionException, InterruptedException {
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(Patience.client(kafka.client()), bytes, bytes)) {
      producer.send(new UntimedRecord(topic, timestampMs, key, value)).get();
    }
  }

  /** Something that an administrator does. */
  interface Deed {
    /** Does it, and returns when the broker has answered. */
    void with(Admin admin) throws ExecutionException, InterruptedException;
  }

  void admin(Deed deed) throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Patience.client(kafka.client()))) {
      deed.with(admin);
    }
  }

  /** Waits until there is no such topic. */
  void awaitGone(String topic) throws ExecutionException, InterruptedException {
    admin(
        admin ->
            Patience.await()
                .until(() -> !admin.listTopics().names().get().containsAll(List.of(topic))));
  }
}
