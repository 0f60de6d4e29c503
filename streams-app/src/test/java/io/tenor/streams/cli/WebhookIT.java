package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.Topics;
import io.tenor.streams.TestKafka;
import io.tenor.streams.TestReceiver;
import io.tenor.streams.TestReceiver.Reply;
import io.tenor.streams.TestReceiver.Request;
import io.tenor.streams.faults.TenorProcess;
import io.tenor.streams.webhook.SampleAlerts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a real broker, sent to a real HTTP server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookIT {

  private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);
  private static final Reply OK = Reply.of(200);

  private static TestKafka kafka;

  @TempDir private Path directory;

  private final String group = "w" + UUID.randomUUID().toString().substring(0, 8);
  private Topics topics;

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    topics = kafka.createTopics(2);
    Files.writeString(secretFile(), "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    // Whom a kill has ended is missed after six seconds.
    Files.writeString(clientConfig(), "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n");
  }

  @Test
  void aSensorWhoseAlertsAreNotAcceptedKeepsItsOrderAndHoldsUpNoOther() throws Exception {
    // Given
    write("bed-1", 0, 0, 5);
    write("bed-2", 1, 0, 30);
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
      var sent = alerts(receiver, "--from-beginning", "--max", "35");
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
    var alert = write("bed-1", 0, 0, 1).get(0);
    var first = new AtomicInteger();
    try (var receiver =
        TestReceiver.start(
            request ->
                first.getAndIncrement() == 0
                    ? new Reply(503, Map.of("retry-after", "2"), "busy")
                    : OK)) {
      // When
      var sent = alerts(receiver, "--from-beginning", "--max", "1", "--json");
      // Then
      assertThat(sent.out().strip())
          .isEqualTo("{\"type\":\"summary\",\"delivered\":1,\"attempts\":2,\"waiting\":0}");
      var requests = receiver.requests();
      assertThat(requests).hasSize(2).allMatch(WebhookIT::isSigned);
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
  void whoIsAskedToStopFinishesWhatIsOnItsWayAndNothingComesTwice() throws Exception {
    // Given
    write("bed-1", 0, 0, 10);
    write("bed-2", 1, 0, 10);
    var sixth = new CountDownLatch(6);
    var goOn = new CountDownLatch(1);
    try (var receiver =
        TestReceiver.start(
            request -> {
              sixth.countDown();
              if (sixth.getCount() == 0) {
                await().until(() -> goOn.getCount() == 0);
              }
              return OK;
            })) {
      // When
      String said;
      try (var process = process(receiver, "--from-beginning", "--json")) {
        sixth.await();
        var stopped = CompletableFuture.runAsync(() -> stop(process));
        goOn.countDown();
        stopped.join();
        said = process.said();
      }
      int before = receiver.accepted().size();
      var rest = alerts(receiver, "--max", Integer.toString(20 - before));
      // Then
      assertThat(said).contains("{\"type\":\"summary\",\"delivered\":" + before + ",");
      assertThat(rest.status()).as(rest.err()).isZero();
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 10));
      assertThat(ids(receiver.accepted(), "bed-2")).isEqualTo(expected("bed-2", 0, 10));
    }
  }

  @Test
  void whoIsKilledLosesNothingAndWhatComesTwiceHasTheSameId() throws Exception {
    // Given
    write("bed-1", 0, 0, 8);
    var sixth = new CountDownLatch(6);
    var goOn = new CountDownLatch(1);
    try (var receiver =
        TestReceiver.start(
            request -> {
              sixth.countDown();
              if (sixth.getCount() == 0) {
                await().until(() -> goOn.getCount() == 0);
              }
              return OK;
            })) {
      try (var process = process(receiver, "--from-beginning")) {
        sixth.await();
        // When
        process.kill();
      }
      goOn.countDown();
      write("bed-1", 0, 8, 10);
      var rest = alerts(receiver, "--timeout", "2");
      // Then
      assertThat(rest.status()).as(rest.err()).isZero();
      var ids = ids(receiver.accepted(), "bed-1");
      assertThat(ids.stream().distinct()).containsExactlyElementsOf(expected("bed-1", 0, 10));
      assertThat(ids(receiver.requests(), "bed-1").stream().filter(id -> id.equals(ids.get(5))))
          .hasSizeGreaterThan(1);
      assertThat(receiver.requests()).allMatch(WebhookIT::isSigned);
    }
  }

  @Test
  void aNewGroupBeginsWithTheNextAlertAndKeepsItsPlaceWhileNobodyReads() throws Exception {
    // Given
    write("bed-1", 0, 0, 3);
    try (var receiver = TestReceiver.start(request -> OK)) {
      var first = alerts(receiver, "--timeout", "0.5");
      write("bed-1", 0, 3, 5);
      // When
      var second = alerts(receiver, "--max", "2");
      // Then
      assertThat(first.err()).contains("Delivered 0 alerts");
      assertThat(second.err()).contains("Delivered 2 alerts");
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 3, 5));
    }
  }

  @Test
  void aReceiverThatIsNotThereIsToldAndGetsItsAlertsWhenItComes() throws Exception {
    // Given
    write("bed-1", 0, 0, 1);
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
                    args("http://localhost:" + port + "/", "--from-beginning", "--max", "1")));
    await().atMost(Duration.ofSeconds(30)).until(() -> err.toString().contains("(no connection)"));
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
    write("bed-1", 0, 0, 2);
    try (var gone = TestReceiver.start(request -> Reply.of(410));
        var later = TestReceiver.start(request -> OK)) {
      // When
      var ended = alerts(gone, "--from-beginning");
      var again = alerts(later, "--max", "2");
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
    write("bed-1", 0, 0, 1);
    write(0, "secretword".getBytes(UTF_8));
    write(0, null);
    write("bed-1", 0, 1, 2);
    write(0, "secretword".getBytes(UTF_8));
    try (var receiver = TestReceiver.start(request -> OK)) {
      // When
      var first = alerts(receiver, "--from-beginning", "--timeout", "1");
      var second = alerts(receiver, "--timeout", "1");
      // Then
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 2));
      assertThat(first.err())
          .contains("offset 1 of " + topics.alerts() + "-0", "offset 4", "None waits.")
          .doesNotContain("secretword");
      assertThat(second.err()).doesNotContain("Left out").contains("Delivered 0 alerts");
    }
  }

  @Test
  void aSecondInstanceSharesTheSensorsAndTheirOrderStays() throws Exception {
    // Given
    var err = new StringWriter();
    var command = TenorCli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
    try (var receiver = TestReceiver.start(request -> OK)) {
      var one =
          CompletableFuture.supplyAsync(
              () -> command.execute(args(receiver.url().toString(), "--timeout", "4")));
      await().until(() -> err.toString().contains("Sending"));
      write("bed-1", 0, 0, 5);
      write("bed-2", 1, 0, 5);
      await().until(() -> receiver.accepted().size() >= 5);
      // When
      var two = CompletableFuture.supplyAsync(() -> alerts(receiver, "--timeout", "3", "--json"));
      for (int n = 5; n < 20; n++) {
        write("bed-1", 0, n, n + 1);
        write("bed-2", 1, n, n + 1);
      }
      await().until(() -> receiver.accepted().size() >= 40);
      // Then
      assertThat(one.join()).isZero();
      assertThat(two.join().status()).isZero();
      for (var sensor : List.of("bed-1", "bed-2")) {
        assertThat(ids(receiver.accepted(), sensor).stream().distinct())
            .containsExactlyElementsOf(expected(sensor, 0, 20));
      }
    }
  }

  @Test
  void aGroupThatReadsAnotherTopicIsRefused() throws Exception {
    // Given
    var settings = new HashMap<String, Object>(kafka.client());
    settings.put("group.id", group);
    try (var other =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var receiver = TestReceiver.start(request -> OK)) {
      other.subscribe(List.of(topics.events()));
      await()
          .until(
              () -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
              });
      // When
      var refused = alerts(receiver);
      // Then
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).contains(group, topics.alerts(), "--group").hasLineCount(1);
    }
  }

  @Test
  void aMissingTopicNamesTheCommandThatCreatesIt() {
    // Given
    topics = new Topics("none.");
    try (var receiver = TestReceiver.start(request -> OK)) {
      // When
      var missing = alerts(receiver);
      // Then
      assertThat(missing.status()).isEqualTo(1);
      assertThat(missing.err()).contains(topics.alerts(), "./tenor topics create");
    }
  }

  private Typed alerts(TestReceiver receiver, String... more) {
    return Typed.tenor(args(receiver.url().toString(), more));
  }

  private TenorProcess process(TestReceiver receiver, String... more) {
    return TenorProcess.start(
        directory.resolve("process.log"), args(receiver.url().toString(), more));
  }

  private static void stop(TenorProcess process) {
    try {
      process.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String[] args(String url, String... more) {
    var common =
        Stream.of(
            "alerts",
            "--webhook",
            url,
            "--webhook-secret-file",
            secretFile().toString(),
            "--group",
            group,
            "--bootstrap-server",
            kafka.bootstrapServers(),
            "--config",
            clientConfig().toString(),
            "--topic-prefix",
            topics.prefix());
    return Stream.concat(common, Stream.of(more)).toArray(String[]::new);
  }

  private Path secretFile() {
    return directory.resolve("webhook.secret");
  }

  private Path clientConfig() {
    return directory.resolve("client.properties");
  }

  private List<EmotionAlert> write(String sensor, int partition, int from, int to)
      throws Exception {
    var alerts = IntStream.range(from, to).mapToObj(n -> SampleAlerts.raised(sensor, n)).toList();
    for (var alert : alerts) {
      write(partition, SampleAlerts.value(alert));
    }
    return alerts;
  }

  private void write(int partition, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            new HashMap<String, Object>(kafka.client()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topics.alerts(), partition, "k".getBytes(UTF_8), value))
          .get();
    }
  }

  private static List<String> ids(List<Request> requests, String sensor) {
    return requests.stream().map(Request::id).filter(id -> id.contains(sensor)).toList();
  }

  private static List<String> expected(String sensor, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> SampleAlerts.raised(sensor, n).messageId())
        .toList();
  }

  private static long timestamp(Request request) {
    return Long.parseLong(request.headers().get("webhook-timestamp"));
  }

  private static boolean isSigned(Request request) {
    var signed = "%s.%d.%s".formatted(request.id(), timestamp(request), request.body());
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      var expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
      return ("v1," + expected).equals(request.headers().get("webhook-signature"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
