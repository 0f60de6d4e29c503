package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.TopicAdmin;
import io.tenor.streams.admin.TopicPlan;
import io.tenor.streams.faults.TenorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics that are compressed with zstd, read by processes that cannot unpack its library, as where
 * the temporary directory is mounted noexec.
 */
class MissingLibraryIT {

  private static final String SENTENCE =
      "A topic is compressed with zstd, whose library cannot be loaded: give this process a"
          + " temporary directory";

  private static TestKafka kafka;
  private final Topics topics = new Topics("zstd.");
  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.local(Map.of("compression.type", "zstd"));
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private TenorProcess start(String... command) throws Exception {
    var file = Files.writeString(directory.resolve("no-directory"), "");
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers(), "--topic-prefix", "zstd."));
    return TenorProcess.start(
        directory.resolve(command[0] + ".log"),
        List.of("-DZstdTempFolder=" + file),
        all.toArray(String[]::new));
  }

  @Test
  void whatReadsThemSaysWhichLibraryIsMissingAndWhatToDo() throws Exception {
    // Given
    try (var admin = Admin.create(Patience.client(kafka.client()))) {
      new TopicAdmin(admin).create(new TopicPlan(topics, 1, Optional.empty()));
    }
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(Patience.client(kafka.client()), bytes, bytes)) {
      for (var topic : List.of(topics.audio(SensorContext.WARD), topics.events())) {
        producer.send(new ProducerRecord<>(topic, "bed-1".getBytes(UTF_8), new byte[8_000])).get();
      }
    }

    // When
    try (var events = start("events", "--from-beginning");
        var dashboard = start("dashboard", "--http", "127.0.0.1:0")) {
      dashboard.awaitSaid(SENTENCE);

      // Then
      assertThat(events.awaitExit()).isEqualTo(1);
      assertThat(events.said()).contains(SENTENCE).doesNotContain("unexpectedly");
      assertThat(dashboard.said()).containsOnlyOnce(SENTENCE);
    }
    try (var monitor =
        start("monitor", "--purpose", "research", "--device", "cpu", "--reprocess")) {
      assertThat(monitor.awaitExit()).isEqualTo(1);
      assertThat(monitor.said()).contains(SENTENCE).doesNotContain("unexpectedly");
    }
  }
}
