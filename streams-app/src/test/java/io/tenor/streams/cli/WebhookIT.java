package io.tenor.streams.cli;

import static io.tenor.streams.cli.WebhookStage.expected;
import static io.tenor.streams.cli.WebhookStage.ids;
import static io.tenor.streams.cli.WebhookStage.timestamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenor.streams.Patience;
import io.tenor.streams.TestReceiver;
import io.tenor.streams.TestReceiver.Reply;
import io.tenor.streams.TestReceiver.Request;
import io.tenor.streams.webhook.SampleAlerts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Alerts on a real broker, sent to a real HTTP server. */
class WebhookIT extends StagedWebhook {

  @Test
  void aSensorWhoseAlertsAreNotAcceptedKeepsItsOrderAndHoldsUpNoOther() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 5);
    stage.write("bed-2", 1, 0, 30);
    var others = new CountDownLatch(30);
    try (var receiver =
        TestReceiver.start(
            request -> {
              if (request.id().contains("bed-2")) {
                others.countDown();
                return OK;
              }
              return others.getCount() > 0 ? Reply.of(500) : OK;
            })) {
      // When
      var sent = stage.alerts(receiver, "--from-beginning", "--max", "35");
      // Then
      assertThat(sent.status()).as(sent.err()).isZero();
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 5));
      assertThat(ids(receiver.accepted(), "bed-2")).isEqualTo(expected("bed-2", 0, 30));
      assertThat(receiver.accepted().subList(0, 30)).allMatch(r -> r.id().contains("bed-2"));
      assertThat(receiver.requests().size()).isGreaterThan(35);
      assertThat(sent.err())
          .contains("fails (HTTP 500)", "works again", "Delivered 35 alerts", "None waits.");
    }
  }

  @Test
  void whatIsSentAgainHasTheSameIdAndASignatureOfItsTime() throws Exception {
    // Given
    var alert = stage.write("bed-1", 0, 0, 1).get(0);
    var first = new AtomicInteger();
    try (var receiver =
        TestReceiver.start(
            request ->
                first.getAndIncrement() == 0
                    ? new Reply(503, Map.of("retry-after", "2"), "busy")
                    : OK)) {
      // When
      var sent = stage.alerts(receiver, "--from-beginning", "--max", "1", "--json");
      // Then
      assertThat(sent.out().strip())
          .isEqualTo("{\"type\":\"summary\",\"delivered\":1,\"attempts\":2,\"waiting\":0}");
      var requests = receiver.requests();
      assertThat(requests).hasSize(2).allMatch(WebhookStage::isSigned);
      assertThat(requests).extracting(Request::id).containsOnly(alert.messageId());
      assertThat(requests)
          .extracting(Request::body)
          .containsOnly(new String(SampleAlerts.value(alert), UTF_8));
      assertThat(requests.get(0).headers())
          .containsEntry("ce-type", "io.tenor.emotion.alert.v1")
          .containsEntry("content-type", "application/json");
      assertThat(timestamp(requests.get(1)) - timestamp(requests.get(0))).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aReceiverThatIsNotThereIsToldAndGetsItsAlertsWhenItComes() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 1);
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var err = new StringWriter();
    var command = TenorCli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
    var running =
        CompletableFuture.supplyAsync(
            () ->
                command.execute(
                    stage.args(
                        "http://localhost:" + port + "/", "--from-beginning", "--max", "1")));
    Patience.await().until(() -> err.toString().contains("(no connection)"));
    // When
    try (var receiver = TestReceiver.start(port, request -> OK)) {
      int status = running.join();
      // Then
      assertThat(status).isZero();
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 1));
      assertThat(err.toString()).contains("works again");
    }
  }

  @Test
  void aReceiverThatWantsNoMoreEndsItAndTheAlertsAreKept() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 2);
    try (var gone = TestReceiver.start(request -> Reply.of(410));
        var later = TestReceiver.start(request -> OK)) {
      // When
      var ended = stage.alerts(gone, "--from-beginning");
      var again = stage.alerts(later, "--max", "2");
      // Then
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.err()).contains("Delivered 0 alerts in 1 attempt. 2 alerts wait.", "410");
      assertThat(gone.requests()).hasSize(1);
      assertThat(again.status()).as(again.err()).isZero();
      assertThat(ids(later.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 2));
    }
  }

  @Test
  void aRecordThatIsNoAlertIsPassedOverAndNamedByItsPlace() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 1);
    stage.write(0, "secretword".getBytes(UTF_8));
    stage.write(0, null);
    stage.write("bed-1", 0, 1, 2);
    stage.write(0, "secretword".getBytes(UTF_8));
    try (var receiver = TestReceiver.start(request -> OK)) {
      // When
      var first = stage.alerts(receiver, "--from-beginning", "--timeout", "1");
      var second = stage.alerts(receiver, "--timeout", "1");
      // Then
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 2));
      assertThat(first.err())
          .contains("offset 1 of " + stage.topics().alerts() + "-0", "offset 4", "None waits.")
          .doesNotContain("secretword");
      assertThat(second.err()).doesNotContain("Left out").contains("Delivered 0 alerts");
    }
  }

  @Test
  void aGroupThatReadsAnotherTopicIsRefused() throws Exception {
    // Given
    var settings = Patience.client(kafka.client());
    settings.put("group.id", stage.group());
    try (var other =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var receiver = TestReceiver.start(request -> OK)) {
      other.subscribe(List.of(stage.topics().events()));
      await()
          .until(
              () -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
              });
      // When
      var refused = stage.alerts(receiver);
      // Then
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err())
          .contains(stage.group(), stage.topics().alerts(), "--group")
          .hasLineCount(1);
    }
  }

  @Test
  void aMissingTopicNamesTheCommandThatCreatesIt() {
    // Given
    stage.loseTopics();
    try (var receiver = TestReceiver.start(request -> OK)) {
      // When
      var missing = stage.alerts(receiver);
      // Then
      assertThat(missing.status()).isEqualTo(1);
      assertThat(missing.err()).contains(stage.topics().alerts(), "./tenor topics create");
    }
  }
}
