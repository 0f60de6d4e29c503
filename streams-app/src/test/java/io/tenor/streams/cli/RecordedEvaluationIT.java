package io.tenor.streams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenor.schema.EmotionLabel;
import io.tenor.schema.EventJson;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.AudioRecords;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and rules on recorded topics. */
class RecordedEvaluationIT {

  private static final Path REFERENCE = Path.of("../docs/results/shipped-on-emodb.json");
  private static final int CHUNK = 4_000;

  @TempDir private Path directory;

  private static JsonNode lastLine(Typed typed) {
    assertThat(typed.status()).as(typed.err()).isZero();
    try {
      return new ObjectMapper().readTree(typed.out().lines().reduce((a, b) -> b).orElseThrow());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> kinds(JsonNode evaluation) {
    var kinds = new ArrayList<String>();
    evaluation.get("findings").forEach(finding -> kinds.add(finding.get("kind").asText()));
    return kinds;
  }

  @Test
  void twoModelsAreComparedOnACorpusInOneGo() throws IOException {
    // Given
    var corpus = VoiceCorpus.write(directory, List.of("03", "08", "09", "10", "11"));
    var other = Files.write(directory.resolve("other.onnx"), ComparingOnnx.bytes());
    var html = directory.resolve("report.html");

    // When
    var evaluation =
        lastLine(
            Typed.tenor(
                "evaluate",
                "--embedded",
                "--corpus",
                corpus.toString(),
                "--model",
                "shipped",
                "--model",
                other.toString(),
                "--html",
                html.toString(),
                "--json"));

    // Then
    assertThat(evaluation.at("/recording/sensors").asInt()).isEqualTo(5);
    assertThat(evaluation.at("/labels/segments").asInt()).isEqualTo(45);
    assertThat(evaluation.get("models")).hasSize(2);
    for (var model : evaluation.get("models")) {
      assertThat(model.at("/segments/all").asInt()).isEqualTo(45);
      assertThat(model.at("/segments/unheard").asInt()).isZero();
      // Two seconds are one window, and one of those begins with every utterance.
      assertThat(model.at("/windowFigures/count").asInt()).isBetween(40, 45);
      assertThat(model.get("sensors")).hasSize(5);
      assertThat(model.get("rules")).isNotEmpty();
    }
    var comparison = evaluation.at("/comparisons/0");
    assertThat(comparison.get("bySensor").asBoolean()).isTrue();
    assertThat(comparison.at("/uar/low").asDouble())
        .isLessThanOrEqualTo(comparison.at("/uar/value").asDouble());
    assertThat(kinds(evaluation)).isEmpty();
    assertThat(Files.readString(html))
        .startsWith("<!DOCTYPE html>")
        .contains("Differences", "data:image/png;base64,", "Can confidence be believed?")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void whatIsWrongWithARecordingIsToldAndTheRestIsEvaluated() throws Exception {
    try (var kafka = TestKafka.start()) {
      // Given
      var topics = kafka.createTopics(1);
      var start = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 600);
      damagedRecording(kafka, topics, start);
      var before = names(kafka);

      // When
      var typed =
          Typed.tenor(
              "evaluate",
              "--bootstrap-server",
              kafka.bootstrapServers(),
              "--topic-prefix",
              topics.prefix(),
              "--audio-topic",
              topics.audio(SensorContext.WARD),
              "--labels-topic",
              topics.labels(),
              "--json");
      var evaluation = lastLine(typed);

      // Then
      assertThat(kinds(evaluation))
          .contains(
              "RETENTION",
              "REJECTED",
              "GAP",
              "TRUNCATED",
              "OVERLAP",
              "UNREADABLE",
              "UNLABELLED",
              "UNHEARD")
          .doesNotContain("FAULT");
      assertThat(evaluation.at("/recording/sensors").asInt()).isEqualTo(2);
      assertThat(evaluation.at("/recording/bySensor/ward~1bed-1/missingMs").asInt())
          .isEqualTo(1_000);
      assertThat(evaluation.at("/models/0/segments/all").asInt()).isEqualTo(5);
      assertThat(evaluation.at("/models/0/segments/unheard").asInt()).isEqualTo(2);
      assertThat(evaluation.at("/models/0/segments/spoken").asInt()).isEqualTo(3);
      assertThat(evaluation.at("/models/0/unlabelledSpeech").asInt()).isPositive();
      assertThat(names(kafka)).as("what an evaluation made it deletes").isEqualTo(before);
    }
  }

  /**
   * Sensor bed-1 speaks for half a minute, of which the first two seconds are deleted already and a
   * second is missing; it is labelled beyond its end. Nobody has labelled bed-2, and bed-3 has
   * labels and no audio.
   */
  private static void damagedRecording(TestKafka kafka, Topics topics, Instant start)
      throws ExecutionException, InterruptedException {
    var audio = topics.audio(SensorContext.WARD);
    var config = Patience.client(kafka.client());
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var record : speech(audio, "bed-1", start.toEpochMilli())) {
        var unused = producer.send(record);
      }
      for (var record : speech(audio, "bed-2", start.toEpochMilli()).subList(0, 40)) {
        var unused = producer.send(record);
      }
      producer.send(new ProducerRecord<>(audio, "bed-1".getBytes(UTF_8), new byte[3])).get();
      for (var label :
          List.of(
              label("bed-1", start, 5, 9, "anger"),
              label("bed-1", start, 8, 12, "fear"),
              label("bed-1", start, 20, 24, "anger"),
              label("bed-1", start, 60, 64, "anger"),
              label("bed-1", start, 70, 74, "anger"),
              label("bed-3", start, 1, 2, "anger"))) {
        var value = EventJson.toJson(label).getBytes(UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(topics.labels(), label.sensor().getBytes(UTF_8), value));
      }
      producer
          .send(new ProducerRecord<>(topics.labels(), new byte[] {1}, "{}".getBytes(UTF_8)))
          .get();
    }
    try (var admin = Admin.create(Patience.client(kafka.client()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(audio, 0), RecordsToDelete.beforeOffset(8)))
          .all()
          .get();
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> speech(
      String topic, String sensor, long startMs) {
    var samples = new VoiceSynthesizer(VoiceProfile.of("anger"), 5).next(30 * 16_000);
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (int from = 0; from < samples.length; from += CHUNK) {
      boolean missing = from / CHUNK >= 60 && from / CHUNK < 64;
      if (!missing) {
        records.add(
            AudioRecords.of(
                topic,
                sensor,
                "s1",
                startMs,
                from,
                Arrays.copyOfRange(samples, from, from + CHUNK)));
      }
    }
    return records;
  }

  private static EmotionLabel label(String sensor, Instant start, int from, int to, String word) {
    return new EmotionLabel(
        sensor, SensorContext.WARD, start.plusSeconds(from), start.plusSeconds(to), word, "rater");
  }

  private static Set<String> names(TestKafka kafka)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Patience.client(kafka.client()))) {
      var names = new HashSet<>(admin.listTopics().names().get());
      admin.listGroups().all().get().forEach(group -> names.add("group " + group.groupId()));
      return names;
    }
  }

  @Test
  void onEmoDbTheMonitorIsAsOftenRightAsTheModelByItself() throws IOException {
    // Given: what ./tenor corpus evaluate says of the same model and recordings
    var home = Optional.ofNullable(System.getenv("EMODB_HOME")).filter(h -> !h.isBlank());
    assumeTrue(home.isPresent(), "set EMODB_HOME to the folder of EMO-DB to run this");
    var reference = new ObjectMapper().readTree(REFERENCE.toFile());

    // When
    var evaluation =
        lastLine(Typed.tenor("evaluate", "--embedded", "--corpus", home.get(), "--json"));

    // Then
    var model = evaluation.at("/models/0");
    assertThat(model.get("sha256")).isEqualTo(reference.get("model_sha256"));
    assertThat(evaluation.at("/recording/sensors").asInt()).isEqualTo(10);
    assertThat(evaluation.at("/labels/segments").asInt()).isEqualTo(535);
    for (var figure : List.of("accuracy", "uar")) {
      assertThat(model.at("/windowFigures/" + figure).asDouble())
          .as("windows, " + figure)
          .isCloseTo(reference.get("window_" + figure).asDouble(), within(0.005));
      assertThat(model.at("/segmentFigures/" + figure).asDouble())
          .as("utterances, " + figure)
          .isCloseTo(reference.get(figure).asDouble(), within(0.005));
    }
    assertThat(kinds(evaluation)).containsExactly("TRAINED_ON");
  }
}
