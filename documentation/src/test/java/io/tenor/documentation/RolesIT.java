package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role of {@code docs/security.md} does its job with what the page allows it, and no other.
 */
class RolesIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String MODEL = Repository.file("src/models/compact.onnx").toString();

  /** May what the monitor may, but for its consumer group. */
  private static final String HALF = "half";

  private static final String STRANGER = "stranger";
  private static final List<AclBinding> ALLOWED = DocumentedAcls.read();

  @TempDir private static Path files;
  private static GuardedBroker broker;
  private static Typed monitor;

  @BeforeAll
  static void theMonitorListensWithItsOwnRights() throws Exception {
    var users = Stream.concat(roles(), Stream.of(HALF, STRANGER)).toList();
    broker = GuardedBroker.start(users, files);
    broker.allow(ALLOWED);
    broker.allow(
        ALLOWED.stream()
            .filter(binding -> binding.entry().principal().equals("User:monitor"))
            .filter(binding -> binding.pattern().resourceType() != ResourceType.GROUP)
            .map(RolesIT::forHalf)
            .toList());
    assertThat(as(GuardedBroker.ADMIN, "topics", "create", "--partitions", "1").status().join())
        .isZero();
    monitor = Typed.start(full("monitor", "monitor", "--purpose", "research", "--device", "cpu"));
    await().atMost(LONG).until(() -> says(monitor, "Listening to") || monitor.status().isDone());
    assertThat(monitor.out().toString()).as(monitor.err().toString()).contains("Listening to");
  }

  @AfterAll
  static void stop() {
    if (monitor != null) {
      monitor.stop();
    }
    broker.close();
  }

  static Stream<String> roles() {
    return Stream.of("sensor", "monitor", "viewer", "webhook", "operator", "evaluator");
  }

  @Test
  void thePageHasTheseRolesAndNoOther() {
    assertThat(ALLOWED.stream().map(binding -> binding.entry().principal()).distinct())
        .containsExactlyInAnyOrderElementsOf(roles().map(role -> "User:" + role).toList());
  }

  @Test
  void whatASensorSaysReachesViewersAndTheWebhookAndAnOperatorAcknowledgesIt() throws Exception {
    // When
    var sent =
        as(
            "sensor",
            "sensor",
            "--context",
            "ward",
            "--id",
            "bed-4",
            "--voice",
            "fear",
            "--rate",
            "max",
            "--seconds",
            "30");
    var events = as("viewer", "events", "--from-beginning", "--max", "20", "--timeout", "60");
    // Then
    succeeded(sent);
    succeeded(events);
    assertThat(events.out().toString().lines())
        .hasSize(20)
        .allMatch(line -> line.matches(".* bed-\\d .*"));
    await().atMost(LONG).until(() -> succeeded(as("viewer", "status")).contains("bed-4"));
    succeeded(as("viewer", "alerts", "--open"));
    assertThat(succeeded(as("viewer", "model", "list"))).contains("live");
    succeeded(as("operator", "alerts", "ack", "ward-distress/ward/bed-4//1795632000000"));
  }

  @Test
  void theWebhookKeepsItsPlaceInItsOwnGroup() throws Exception {
    // Given
    var calls = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      // When
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      var sent =
          as(
              "webhook",
              "alerts",
              "--webhook",
              url,
              "--webhook-unsigned",
              "--from-beginning",
              "--timeout",
              "3");
      // Then
      succeeded(sent);
      assertThat(sent.err().toString()).contains(" " + calls.get() + " ");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anOperatorPublishesModelsAndRules() {
    // When
    var model = as("operator", "model", "publish", MODEL, "--role", "shadow");
    // Then
    succeeded(model);
    succeeded(as("operator", "model", "withdraw", "--role", "shadow"));
    succeeded(as("operator", "rules", "show"));
    succeeded(as("operator", "rules", "withdraw"));
  }

  @Test
  void anEvaluatorHearsARecordingAgainAndLeavesNothingBehind() throws Exception {
    // Given
    var from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    succeeded(
        as(
            "sensor",
            "sensor",
            "--context",
            "ward",
            "--id",
            "bed-7",
            "--voice",
            "anger",
            "--rate",
            "max",
            "--seconds",
            "20"));
    var label =
        """
        {"sensor":"bed-7","context":"ward","from":"%s","to":"%s","label":"anger","annotator":"a"}"""
            .formatted(from, from.plusSeconds(60));
    broker.send("emotion.labels", "bed-7", label);
    // When
    var evaluated =
        as(
            "evaluator",
            "evaluate",
            "--audio-topic",
            "audio.ward",
            "--labels-topic",
            "emotion.labels");
    // Then
    assertThat(succeeded(evaluated)).contains("shipped");
    assertThat(broker.topics()).noneMatch(topic -> topic.startsWith("tenor-evaluate-"));
  }

  static Stream<List<String>> jobs() {
    return Stream.of(
        List.of("sensor", "--context", "ward", "--id", "a", "--voice", "anger", "--seconds", "1"),
        List.of("monitor", "--purpose", "research", "--device", "cpu"),
        List.of("events", "--max", "1"),
        List.of("alerts", "--max", "1"),
        List.of("status"),
        List.of("alerts", "--webhook", "http://127.0.0.1:1/", "--webhook-unsigned"),
        List.of("alerts", "ack", "ward-distress/ward/bed-4//1795632000000"),
        List.of("model", "list"),
        List.of("model", "publish", MODEL),
        List.of("rules", "withdraw"),
        List.of("topics", "create", "--topic-prefix", "new."),
        List.of("record", "--out", "never", "--from", "2026-11-25T22:00:00Z"),
        List.of("evaluate", "--audio-topic", "audio.ward", "--labels-topic", "emotion.labels"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void whoHasNoRightIsToldSoInOneSentence(List<String> job) {
    refused(as(STRANGER, job.toArray(String[]::new)));
  }

  @Test
  void nobodyListensWhoIsThereToSpeakOrToLook() {
    refused(as("sensor", "events", "--max", "1"));
    refused(as("sensor", "sensor", "--context", "driver", "--id", "a", "--voice", "anger"));
    for (var role : List.of("sensor", "viewer", "webhook", "operator")) {
      refused(
          as(role, "evaluate", "--audio-topic", "audio.ward", "--labels-topic", "emotion.labels"));
    }
    refused(as("viewer", "rules", "withdraw"));
    refused(as("viewer", "model", "publish", MODEL));
  }

  @Test
  void aMonitorWithoutItsGroupEndsWithOneSentence() {
    refused(as(HALF, "monitor", "--purpose", "research", "--device", "cpu"));
  }

  @Test
  void aWrongPasswordIsNoMissingRight() throws Exception {
    // Given
    var file = broker.config("nobody");
    // When
    var typed =
        Typed.run(
            List.of("status", "--bootstrap-server", broker.address(), "--config", file.toString()));
    // Then
    assertThat(typed.status().join()).isEqualTo(1);
    assertThat(typed.err().toString().lines()).hasSize(1);
    assertThat(typed.err().toString()).contains("did not accept the connection");
  }

  private static AclBinding forHalf(AclBinding binding) {
    var entry = binding.entry();
    return new AclBinding(
        binding.pattern(),
        new AccessControlEntry(
            "User:" + HALF, entry.host(), entry.operation(), entry.permissionType()));
  }

  private static void refused(Typed typed) {
    var said = typed.err().toString().lines().filter(line -> !line.startsWith("Sensor ")).toList();
    assertThat(typed.status().join()).as(said.toString()).isEqualTo(1);
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("does not allow this", "ask its administrator");
  }

  private static String succeeded(Typed typed) {
    assertThat(typed.status().join()).as(typed.err().toString()).isZero();
    return typed.out().toString();
  }

  private static boolean says(Typed typed, String what) {
    return typed.out().toString().contains(what);
  }

  private static Typed as(String user, String... words) {
    return Typed.run(full(user, words));
  }

  private static List<String> full(String user, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--bootstrap-server", broker.address()));
    all.addAll(List.of("--config", broker.config(user).toString()));
    return all;
  }
}
