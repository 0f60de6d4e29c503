package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.Topics;
import io.tenor.streams.StallingServer;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelOrigins;
import io.tenor.streams.monitor.Monitor;
import io.tenor.streams.monitor.TestMonitors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
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
    return monitor(name, ModelChoice.SHIPPED.from(origins(directory)));
  }

  private static ModelOrigins origins(Object... origins) {
    return ModelOrigins.parse(Stream.of(origins).map(String::valueOf).toList());
  }

  private Monitor monitor(String name, ModelChoice choice) throws InterruptedException {
    var monitor = TestMonitors.start(kafka, topics, choice, directory.resolve(name));
    assertThat(monitor.awaitRunning(Duration.ofSeconds(60))).isTrue();
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
        assertThat(list.get("statuses")).hasSize(4);
      }
      assertThat(tenor("model", "withdraw").status()).isZero();
      await().atMost(Duration.ofSeconds(20)).until(() -> first.model().version().equals(shipped));
      assertThat(tenor("model", "list").out().lines())
          .as("the one that was stopped is gone")
          .filteredOn(line -> line.contains("serves"))
          .hasSize(2);
    }
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
      try (var monitor =
          monitor("stalled", ModelChoice.SHIPPED.from(origins(server.url(), directory)))) {
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
