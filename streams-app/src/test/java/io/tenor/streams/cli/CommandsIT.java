package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenor.audio.WavFile;
import io.tenor.schema.AlertState;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real broker, as a user types them. */
class CommandsIT {

  private static TestKafka kafka;

  @TempDir private Path directory;

  private final String prefix = "c" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final Topics topics = new Topics(prefix);

  @BeforeAll
  static void startBroker() {
    kafka = TestKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void topicsAreCreatedOnceAndListedAsTheyAre() {
    // Given
    Typed before = tenor("topics", "list");
    Typed first = tenor("topics", "create", "--partitions", "3");
    // When
    Typed second = tenor("topics", "create", "--partitions", "5");
    Typed list = tenor("topics", "list");
    // Then
    assertThat(before.out().lines().filter(line -> line.endsWith("does not exist"))).hasSize(13);
    assertThat(first.out().lines()).hasSize(13).allMatch(line -> line.startsWith("created"));
    assertThat(second.status()).isZero();
    assertThat(second.out().lines()).hasSize(13).allMatch(line -> line.startsWith("exists"));
    assertThat(row(list, topics.audio(SensorContext.WARD)))
        .containsExactly("3", "1", "delete", "1 day");
    assertThat(row(list, topics.status()))
        .containsExactly("3", "1", "compact", "latest of each key");
    assertThat(row(list, topics.models())).startsWith("1");
  }

  @Test
  void aSensorSendsRecordingsWithHeadersThatSayWhereTheyStand() throws IOException {
    // Given
    tenor("topics", "create", "--partitions", "2");
    short[] samples = new short[6_000];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (short) n;
    }
    Path first = directory.resolve("a.wav");
    Path second = directory.resolve("b.wav");
    WavFile.write(first, 16_000, samples);
    WavFile.write(second, 8_000, samples);
    // When
    Typed sensor =
        tenor(
            "sensor",
            "--context",
            "driver",
            "--id",
            "truck-7",
            "--session",
            "s",
            "--rate",
            "max",
            "--wav",
            first.toString(),
            directory.resolve("gone.wav").toString(),
            second.toString());
    // Then
    assertThat(sensor.status()).as(sensor.err()).isZero();
    assertThat(sensor.err()).contains("gone.wav", "Sent 1.1 s of audio in 5 chunks.");
    var chunks = read(topics.audio(SensorContext.DRIVER), 5);
    assertThat(chunks)
        .extracting(CommandsIT::headers)
        .containsExactly(
            "truck-7 rate=16000 s 0",
            "truck-7 rate=16000 s 4000",
            "truck-7 rate=8000 s-2 0",
            "truck-7 rate=8000 s-2 2000",
            "truck-7 rate=8000 s-2 4000");
    assertThat(chunks)
        .extracting(chunk -> chunk.timestamp() - chunks.get(0).timestamp())
        .containsExactly(0L, 250L, 375L, 625L, 875L);
    assertThat(chunks.get(0).value()).hasSize(8_000).startsWith(0, 0, 1, 0, 2, 0);
  }

  @Test
  void aMissingTopicNamesTheCommandThatCreatesIt() throws IOException {
    // Given
    Path wav = directory.resolve("a.wav");
    WavFile.write(wav, 16_000, new short[160]);
    // When
    Typed sensor = tenor("sensor", "--context", "ward", "--id", "a", "--wav", wav.toString());
    Typed events = tenor("events");
    // Then
    assertThat(sensor.status()).isEqualTo(1);
    assertThat(sensor.err())
        .contains(prefix + "audio.ward", "./tenor topics create --topic-prefix " + prefix);
    assertThat(events.status()).isEqualTo(1);
    assertThat(events.err()).contains(prefix + "emotion.events", "./tenor topics create");
  }

  @Test
  void theOnlyRecordingThatCannotBeReadFailsTheSensor() throws IOException {
    // Given
    tenor("topics", "create");
    Path text = Files.writeString(directory.resolve("a.wav"), "no recording");
    // When
    Typed sensor = tenor("sensor", "--context", "ward", "--id", "a", "--wav", text.toString());
    // Then
    assertThat(sensor.status()).isEqualTo(1);
    assertThat(sensor.err()).contains("a.wav", "not a WAV file");
  }

  @Test
  void eventsAreShownAsLinesOrJsonAndForeignRecordsAreLeftOut() throws Exception {
    // Given
    tenor("topics", "create", "--partitions", "1");
    var event = EventSerdes.event().serializer();
    write(topics.events(), event.serialize("", SampleEvents.anger()));
    write(topics.events(), "secretword".getBytes(UTF_8));
    write(topics.events(), event.serialize("", SampleEvents.silence()));
    // When
    Typed lines = tenor("events", "--from-beginning", "--timeout", "2");
    Typed json = tenor("events", "--from-beginning", "--json", "--max", "1");
    // Then
    assertThat(lines.status()).isZero();
    assertThat(lines.out().lines()).hasSize(2);
    assertThat(lines.out()).contains("bed-4", "anger", "61 %", "silence");
    assertThat(lines.err()).contains("offset 1").doesNotContain("secretword");
    assertThat(json.out().strip())
        .isEqualTo(new String(event.serialize("", SampleEvents.anger()), UTF_8));
  }

  @Test
  void alertsThatComeAfterTheStartAreShown() throws Exception {
    // Given
    tenor("topics", "create", "--partitions", "4");
    var alert = EventSerdes.alert().serializer();
    write(topics.alerts(), alert.serialize("", SampleEvents.alert(AlertState.RAISED)));
    var out = new StringWriter();
    var err = new StringWriter();
    var command = TenorCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
    CompletableFuture<Integer> running =
        CompletableFuture.supplyAsync(() -> command.execute(full("alerts", "--max", "1")));
    await().until(() -> err.toString().contains("Reading"));
    // When
    write(topics.alerts(), alert.serialize("", SampleEvents.alert(AlertState.CLEARED)));
    // Then
    assertThat(running.get()).isZero();
    assertThat(out.toString()).contains("cleared", "distress").doesNotContain("raised");
  }

  @Test
  void theLastStatusOfEachSensorIsShown() throws Exception {
    // Given: a sensor that went offline, one that was forgotten, and something foreign
    tenor("topics", "create", "--partitions", "2");
    var status = EventSerdes.status().serializer();
    var bed = SampleEvents.status();
    // The topic may not be known everywhere at once.
    await().untilAsserted(() -> assertThat(tenor("status").err()).contains("No sensor was"));
    write(topics.status(), "ward/bed-5", status.serialize("", bed));
    write(topics.status(), "ward/bed-6", "secretword".getBytes(UTF_8));
    write(topics.status(), "ward/bed-4", status.serialize("", bed));
    write(topics.status(), "ward/bed-5", null);
    // When
    Typed lines = tenor("status");
    Typed json = tenor("status", "--json");
    // Then
    assertThat(lines.status()).isZero();
    assertThat(lines.out().lines()).hasSize(1);
    assertThat(lines.out()).contains("bed-4", "offline", "1 late");
    assertThat(lines.err()).contains("none of Tenor's").doesNotContain("secretword");
    assertThat(json.out().strip()).isEqualTo(new String(status.serialize("", bed), UTF_8));
  }

  @Test
  void aBrokerRunsUntilItIsEnded() throws Exception {
    // Given
    var out = new StringWriter();
    var err = new StringWriter();
    var command = TenorCli.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
    var thread = new Thread(() -> command.execute("broker", "--port", "0"));
    thread.start();
    Patience.await().until(() -> out.toString().contains("Ctrl-C"));
    String address =
        out.toString().lines().findFirst().orElseThrow().replace("Kafka is ready at ", "");
    // When
    Typed created = Typed.tenor("topics", "create", "--bootstrap-server", address);
    thread.interrupt();
    thread.join();
    // Then
    assertThat(created.out()).contains("created  audio.driver");
    assertThat(err.toString()).contains("interrupted");
  }

  private Typed tenor(String... args) {
    return Typed.tenor(full(args));
  }

  private String[] full(String... args) {
    return Stream.concat(
            Stream.of(args),
            Stream.of("--bootstrap-server", kafka.bootstrapServers(), "--topic-prefix", prefix))
        .toArray(String[]::new);
  }

  private static List<String> row(Typed list, String topic) {
    String row =
        list.out().lines().filter(line -> line.startsWith(topic)).findFirst().orElseThrow();
    String[] cells = row.substring(topic.length()).strip().split(" +", 4);
    return List.of(cells);
  }

  private static void write(String topic, byte[] value) throws Exception {
    write(topic, "bed-4", value);
  }

  private static void write(String topic, String key, byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Patience.client(kafka.client()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> settings = Patience.client(kafka.client());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Patience.await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }

  private static String headers(ConsumerRecord<byte[], byte[]> chunk) {
    String type = header(chunk, "content-type");
    return String.join(
        " ",
        new String(chunk.key(), UTF_8),
        type.substring(type.indexOf("rate="), type.indexOf(";encoding")),
        header(chunk, "session"),
        header(chunk, "first-sample"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> chunk, String name) {
    return new String(chunk.headers().lastHeader(name).value(), UTF_8);
  }
}
