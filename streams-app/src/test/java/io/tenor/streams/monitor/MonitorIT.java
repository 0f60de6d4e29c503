package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenor.audio.WavFile;
import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.schema.Topics;
import io.tenor.streams.Patience;
import io.tenor.streams.TestKafka;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.OnnxModel;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor on a real broker. */
class MonitorIT {

  private static final int HOP = 8_000;
  private static TestKafka kafka;
  private static OnnxModel model;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start();
    model = OnnxModel.shipped(1);
  }

  @AfterAll
  static void stop() {
    model.close();
    kafka.close();
  }

  private Monitor monitor(Topics topics, String name) throws InterruptedException {
    return monitor(ModelChoice.SHIPPED, topics, name);
  }

  private Monitor monitor(ModelChoice served, Topics topics, String name)
      throws InterruptedException {
    return TestMonitors.start(kafka, topics, served, directory.resolve(name));
  }

  private static short[] speech(String emotion, int seconds) {
    return new VoiceSynthesizer(VoiceProfile.of(emotion), 11).next(16_000 * seconds);
  }

  private static void awaitEvents(Recorder recorder, int count) {
    Patience.await()
        .until(
            () -> {
              recorder.poll();
              return recorder.events().size() >= count;
            });
  }

  @Test
  void whatAnInstanceThatIsGoneDidNotCommitHoldsNobodyUp() throws InterruptedException {
    // Given: an instance of the same application that will never end its transaction
    var topics = kafka.createTopics(1);
    var samples = speech("anger", 6);
    var config = Patience.client(kafka.client());
    config.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "%smonitor-%s-1".formatted(topics.prefix(), UUID.randomUUID()));
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) Duration.ofMinutes(10).toMillis());
    try (var dead =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        var recorder = new Recorder(kafka.client(), topics)) {
      dead.initTransactions();
      dead.beginTransaction();
      var unused = dead.send(new ProducerRecord<>(topics.events(), new byte[0], new byte[0]));
      dead.flush();

      // When
      try (var monitor = monitor(topics, "after")) {
        recorder.sendAll("bed-1", samples, 4_000);

        // Then: readers of committed records, who would wait for it, read the events
        awaitEvents(recorder, DirectScore.labels(model, samples).size());
        assertThat(monitor.failure()).isEmpty();
      }
    }
  }

  @Test
  void aWindowFromTheTopologyHasTheLabelOfTheSameSamplesScoredDirectly()
      throws InterruptedException {
    // Given
    var topics = kafka.createTopics(2);
    var samples = speech("sadness", 12);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "direct")) {
      // When
      recorder.sendAll("bed-1", samples, 3_333);
      var expected = DirectScore.labels(model, samples);
      awaitEvents(recorder, expected.size());

      // Then
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.events()).extracting(EmotionEvent::label).isEqualTo(expected);
      assertThat(expected).hasSize(21).anyMatch(label -> !label.equals("silence"));
    }
  }

  @Test
  void aMonitorThatComesBackStillKnowsWhatItsSensorSaid() throws InterruptedException, IOException {
    // Given
    var topics = kafka.createTopics(2);
    var samples = speech("sadness", 14);
    int half = 7 * 16_000 + 1_234;
    var file = Files.write(directory.resolve("comparing.onnx"), ComparingOnnx.bytes());
    var choice = new ModelChoice(Optional.of(file), 1, Device.CPU);
    try (var knowing = choice.open();
        var recorder = new Recorder(kafka.client(), topics)) {
      try (var first = monitor(choice, topics, "knowing-first")) {
        recorder.send("bed-1", samples, 0, half);
        awaitEvents(recorder, 11);
        assertThat(first.failure()).isEmpty();
      }

      // When
      recorder.send("bed-1", samples, half, samples.length);
      try (var second = monitor(choice, topics, "knowing-second")) {
        var expected = new DirectScore(knowing).run(samples);
        awaitEvents(recorder, expected.size());

        // Then
        assertThat(second.failure()).isEmpty();
        assertThat(recorder.events())
            .extracting(EmotionEvent::label)
            .isEqualTo(expected.stream().map(DirectScore.Score::label).toList());
        for (int i = 0; i < expected.size(); i++) {
          float[] probabilities = new float[expected.get(i).probabilities().size()];
          for (int k = 0; k < probabilities.length; k++) {
            var label = knowing.metadata().labels().get(k);
            probabilities[k] = recorder.events().get(i).probabilities().get(label).floatValue();
          }
          assertThat(probabilities)
              .usingComparatorWithPrecision(1e-6f)
              .containsExactly(expected.get(i).probabilities().toArray(Float[]::new));
        }
      }
    }
  }

  @Test
  void recordingsAreLabelledAsTheyAreWhenScoredDirectly() throws IOException, InterruptedException {
    // Given
    var home = Optional.ofNullable(System.getenv("EMODB_HOME")).filter(h -> !h.isBlank());
    assumeTrue(home.isPresent(), "set EMODB_HOME to the folder of EMO-DB to run this");
    List<Path> files;
    try (var all = Files.list(Path.of(home.get()).resolve("wav"))) {
      files = all.sorted().limit(40).toList();
    }
    var topics = kafka.createTopics(2);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "emodb")) {
      // When
      var expected = new ArrayList<String>();
      for (var file : files) {
        var samples = WavFile.read(file).samples();
        var name = file.getFileName().toString();
        recorder.sendAll(name, samples, 4_000);
        int i = 0;
        for (var label : DirectScore.labels(model, samples)) {
          expected.add(name + " " + i++ * HOP + " " + label);
        }
      }
      awaitEvents(recorder, expected.size());

      // Then
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.events())
          .extracting(e -> e.sensor() + " " + e.firstSample() + " " + e.label())
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(recorder.events()).anyMatch(e -> e.outcome() == Outcome.EMOTION);
    }
  }

  @Test
  void aMonitorThatComesBackGoesOnWhereItWas() throws InterruptedException {
    // Given
    var topics = kafka.createTopics(2);
    var samples = speech("neutral", 10);
    int half = 4 * 16_000 + 1_234;
    try (var recorder = new Recorder(kafka.client(), topics)) {
      try (var first = monitor(topics, "first")) {
        recorder.send("bed-1", samples, 0, half);
        awaitEvents(recorder, 5);
        assertThat(first.failure()).isEmpty();
      }

      // When
      recorder.send("bed-1", samples, half, samples.length);
      try (var second = monitor(topics, "second")) {
        var expected = DirectScore.labels(model, samples);
        awaitEvents(recorder, expected.size());

        // Then: windows that straddle the restart are there, and none twice
        assertThat(second.failure()).isEmpty();
        assertThat(recorder.events()).extracting(EmotionEvent::label).isEqualTo(expected);
        assertThat(recorder.events())
            .extracting(EmotionEvent::firstSample)
            .doesNotHaveDuplicates()
            .isSorted();
      }
    }
  }

  @Test
  void aSensorWithItsClockDaysAheadIsServedAndStopsNobody() throws InterruptedException {
    // Given
    var topics = kafka.createTopics(1);
    var samples = speech("neutral", 3);
    try (var ahead = new Recorder(kafka.client(), topics, Instant.now().plus(Duration.ofDays(3)));
        var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "ahead")) {
      // When
      ahead.sendAll("bed-ahead", samples, 4_000);
      recorder.sendAll("bed-1", samples, 4_000);
      awaitEvents(recorder, 6);

      // Then
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.events())
          .extracting(EmotionEvent::sensor)
          .containsOnly("bed-ahead", "bed-1");
    }
  }

  @Test
  void badChunksGoToTheDeadLettersAndTheOthersAreServed() throws InterruptedException {
    // Given
    var topics = kafka.createTopics(1);
    var samples = speech("neutral", 3);
    try (var recorder = new Recorder(kafka.client(), topics);
        var monitor = monitor(topics, "bad")) {
      // When
      recorder.sendRaw("car-1", new byte[] {1, 2, 3});
      recorder.sendRaw("car-1", new byte[0]);
      recorder.sendRaw("car-1", new byte[(1 << 20) + 100]);
      recorder.sendAll("bed-1", samples, 4_000);
      awaitEvents(recorder, 3);
      Patience.await()
          .until(
              () -> {
                recorder.poll();
                return recorder.rejected().size() == 3;
              });

      // Then
      assertThat(monitor.failure()).isEmpty();
      assertThat(recorder.rejected().get(0).value()).containsExactly(1, 2, 3);
      assertThat(recorder.rejected().get(2).value()).hasSize((1 << 20) + 100);
    }
  }
}
