package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.ModelFileKey;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.StallingServer;
import io.tenor.streams.TestKafka;
import io.tenor.streams.admin.LatestRecords;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelOrigins;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.TestMonitors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models announced to monitors that run, as a user does it. */
class ModelCommandsIT {

  private static TestKafka kafka;
  private final Topics topics = kafka.createTopics(2);
  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private Monitor monitor(String name) throws InterruptedException {
    return monitor(name, ModelChoice.SHIPPED);
  }

  private static ModelOrigins origins(Object... origins) {
    return ModelOrigins.parse(Stream.of(origins).map(String::valueOf).toList());
  }

  private Monitor monitor(String name, ModelChoice choice) throws InterruptedException {
    var monitor = TestMonitors.start(kafka, topics, choice, directory.resolve(name));
    assertThat(monitor.awaitRunning(Patience.LIMIT)).isTrue();
    return monitor;
  }

  private Typed tenor(String... args) {
    return Typed.tenor(
        Stream.concat(
                Stream.of(args),
                Stream.of(
                    "--bootstrap-server",
                    kafka.bootstrapServers(),
                    "--topic-prefix",
                    topics.prefix()))
            .toArray(String[]::new));
  }

  @Test
  void whatIsPublishedIsServedByThoseThatRunAndByThoseThatStart() throws Exception {
    // Given
    var file = Files.write(directory.resolve("next.onnx"), ComparingOnnx.bytes("2", 90));
    var foreign = Files.write(directory.resolve("other.onnx"), ComparingOnnx.ofAnotherFrontEnd());
    assertThat(tenor("model", "list").out())
        .contains("live    nothing is announced", "No monitor is running.");

    try (var first = monitor("first")) {
      var shipped = first.model().version();
      assertThat(tenor("model", "list").out()).contains("live    serves " + shipped + " (sha256 ");

      // When
      var published = tenor("model", "publish", file.toString());

      // Then
      assertThat(published.status()).as(published.err()).isZero();
      assertThat(published.out())
          .contains("Announced comparing:2 as the live model", "serves comparing:2 (sha256 ");
      assertThat(published.err()).isEmpty();
      assertThat(first.model().version()).isEqualTo("comparing:2");
      try (var second = monitor("second")) {
        assertThat(second.model().version()).isEqualTo("comparing:2");
        var refused = tenor("model", "publish", foreign.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out().lines().filter(line -> line.contains("refused tiny:1:")))
            .hasSize(2)
            .allMatch(line -> line.contains("serves comparing:2") && line.contains("front end"));
        var namesake = Files.write(directory.resolve("same.onnx"), ComparingOnnx.contradicting());
        assertThat(tenor("model", "publish", namesake.toString()).err())
            .contains("Another file of the version comparing:2 is served");
        var shadow = tenor("model", "publish", file.toString(), "--role", "shadow");
        assertThat(shadow.status()).as(shadow.out()).isZero();
        var list = new ObjectMapper().readTree(tenor("model", "list", "--json").out());
        assertThat(list.get("announced")).hasSize(2);
        assertThat(filesOnTheTopic()).as("both announce the same file").hasSize(2);
        assertThat(list.get("statuses")).hasSize(4);
      }
      assertThat(tenor("model", "withdraw").status()).isZero();
      Patience.await().until(() -> first.model().version().equals(shipped));
      assertThat(tenor("model", "list").out().lines())
          .as("the one that was stopped is gone")
          .filteredOn(line -> line.contains("serves"))
          .hasSize(2);
    }
  }

  private Set<String> filesOnTheTopic() {
    Map<String, Object> client = new HashMap<>(kafka.client());
    client.put("auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      return LatestRecords.of(consumer, topics.modelFiles()).keySet().stream()
          .map(key -> key.substring(0, key.indexOf('/')))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void aModelOfSeveralPartsComesOverTheClusterAndGoesWhenNothingAnnouncesItAnyMore()
      throws Exception {
    // Given
    var small = Files.write(directory.resolve("small.onnx"), ComparingOnnx.bytes("2", 90));
    var large = Files.write(directory.resolve("large.onnx"), large(ComparingOnnx.bytes("3", 90)));
    try (var monitor = monitor("parts")) {
      tenor("model", "publish", small.toString());

      // When
      var published = tenor("model", "publish", large.toString());

      // Then
      assertThat(published.status()).as(published.out()).isZero();
      assertThat(monitor.model().version()).isEqualTo("comparing:3");
      assertThat(filesOnTheTopic()).hasSize(1);
      assertThat(tenor("model", "withdraw").status()).isZero();
      assertThat(filesOnTheTopic()).isEmpty();
    }
  }

  /** The same model with a field that nobody knows, which readers of the format leave out. */
  private static byte[] large(byte[] model) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(model);
    out.write(new byte[] {(byte) 0xc2, 0x3e}); // field 1000, bytes
    int length = 2 * ModelFileKey.PART_BYTES;
    for (int rest = length; rest > 0; rest >>>= 7) {
      out.write(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    }
    out.write(new byte[length]);
    return out.toByteArray();
  }

  @Test
  void aModelServerThatStallsKeepsNoMonitorFromHearingAndNoLaterModelFromBeingServed()
      throws Exception {
    // Given
    var file = Files.write(directory.resolve("next.onnx"), ComparingOnnx.bytes("2", 90));
    try (var server = StallingServer.start(Files.size(file))) {
      var address = server.url().resolve("next.onnx").toString();
      tenor("model", "publish", file.toString(), "--address", address);

      // When
      try (var monitor = monitor("stalled", ModelChoice.SHIPPED.from(origins(server.url())))) {
        // Then
        assertThat(monitor.model().version()).isNotEqualTo("comparing:2");
        assertThat(tenor("model", "list").out()).contains("loads comparing:2");
        var other = Files.write(directory.resolve("other.onnx"), ComparingOnnx.bytes("3", 90));
        assertThat(tenor("model", "publish", other.toString()).status()).isZero();
        assertThat(monitor.model().version()).isEqualTo("comparing:3");
      }
    }
  }

  @Test
  void whatIsWrongWithAFileIsSaidBeforeItIsAnnounced() throws Exception {
    // Given
    var text = Files.writeString(directory.resolve("text.onnx"), "no model");
    var file = Files.write(directory.resolve("next.onnx"), ComparingOnnx.bytes("2", 90));

    // When, Then
    assertThat(tenor("model", "publish", text.toString()).status()).isNotZero();
    assertThat(tenor("model", "publish", file.toString(), "--address", "next.onnx").err())
        .contains("--address is next.onnx: give a file:, http: or https: address.");
    assertThat(tenor("model", "publish", file.toString(), "--address", "https://u:p@host/m").err())
        .contains("--address has a user or a password in it")
        .doesNotContain("u:p");
    assertThat(tenor("model", "publish", file.toString(), "--role", "spare").err())
        .contains("'spare' is not live or shadow");
    assertThat(tenor("model", "publish", file.toString(), "--wait", "-1").status()).isEqualTo(2);
    assertThat(tenor("model", "list").out()).contains("live    nothing is announced");
    var alone = tenor("model", "publish", file.toString());
    assertThat(alone.out()).contains("No monitor is running: those that start will serve it.");
    assertThat(alone.status()).isZero();
  }
}
