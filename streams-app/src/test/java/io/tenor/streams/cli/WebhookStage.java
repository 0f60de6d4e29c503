package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.schema.EmotionAlert;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.TestReceiver;
import io.tenor.streams.TestReceiver.Request;
import io.tenor.streams.faults.TenorProcess;
import io.tenor.streams.webhook.SampleAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of two partitions, a group and a secret of their own for one test of the webhook. */
final class WebhookStage {

  private static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(UTF_8);

  private final TestKafka kafka;
  private final Path directory;
  private final String group = "w" + UUID.randomUUID().toString().substring(0, 8);
  private Topics topics;

  WebhookStage(TestKafka kafka, Path directory) throws IOException {
    this.kafka = kafka;
    this.directory = directory;
    topics = kafka.createTopics(2);
    Files.writeString(secretFile(), "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    // Whom a kill has ended is missed after six seconds.
    Files.writeString(clientConfig(), "session.timeout.ms=6000\nheartbeat.interval.ms=1000\n");
  }

  Topics topics() {
    return topics;
  }

  /** From now on topics that nobody has created. */
  void loseTopics() {
    topics = new Topics(topics.alerts() + ".none.");
  }

  String group() {
    return group;
  }

  Typed alerts(TestReceiver receiver, String... more) {
    return Typed.tenor(args(receiver.url().toString(), more));
  }

  TenorProcess process(TestReceiver receiver, String... more) {
    return process(receiver.url().toString(), more);
  }

  TenorProcess process(String url, String... more) {
    return TenorProcess.start(directory.resolve("process.log"), args(url, more));
  }

  static void stop(TenorProcess process) {
    try {
      process.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String[] args(String url, String... more) {
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
            topics.alerts().substring(0, topics.alerts().lastIndexOf("emotion.")));
    return Stream.concat(common, Stream.of(more)).toArray(String[]::new);
  }

  Path secretFile() {
    return directory.resolve("webhook.secret");
  }

  Path clientConfig() {
    return directory.resolve("client.properties");
  }

  List<EmotionAlert> write(String sensor, int partition, int from, int to) throws Exception {
    var alerts = IntStream.range(from, to).mapToObj(n -> SampleAlerts.raised(sensor, n)).toList();
    for (var alert : alerts) {
      write(partition, SampleAlerts.value(alert));
    }
    return alerts;
  }

  void write(int partition, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Patience.client(kafka.client()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topics.alerts(), partition, "k".getBytes(UTF_8), value))
          .get();
    }
  }

  static List<String> ids(List<Request> requests, String sensor) {
    return requests.stream().map(Request::id).filter(id -> id.contains(sensor)).toList();
  }

  static List<String> expected(String sensor, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(n -> SampleAlerts.raised(sensor, n).messageId())
        .toList();
  }

  static long timestamp(Request request) {
    return Long.parseLong(request.headers().get("webhook-timestamp"));
  }

  static boolean isSigned(Request request) {
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
