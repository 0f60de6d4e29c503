package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Topics;
import io.tenor.streams.TestKafka;
import io.tenor.streams.cli.TenorCli;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.OnnxModel;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The monitor in a process of its own, killed without warning. Its model adapts: a window is right
 * only if its sensor's history was neither lost nor heard twice.
 */
class KilledMonitorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SENSORS = 5;
  private static final int CHUNK = 4_000;
  private static final int KILLS = 2;

  @TempDir private Path directory;

  private Process monitor(TestKafka kafka, Topics topics, int number) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            TenorCli.class.getName(),
            "monitor",
            "--bootstrap-server",
            kafka.bootstrapServers(),
            "--topic-prefix",
            topics.prefix(),
            "--model",
            modelFile().toString(),
            "--application-id",
            topics.prefix() + "monitor");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    var log = directory.resolve("monitor-" + number + ".txt").toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }

  private Path modelFile() {
    return directory.resolve("comparing.onnx");
  }

  @Test
  void noWindowIsLostOrDoubledWhenTheMonitorIsKilledWithoutWarning() throws Exception {
    Files.write(modelFile(), ComparingOnnx.bytes()); // what it says depends on all that came before
    try (var kafka = TestKafka.start();
        var model = OnnxModel.open(modelFile(), 1)) {
      // Given
      var topics = kafka.createTopics(3);
      var random = new Random(5);
      var speech = new short[SENSORS][];
      for (int i = 0; i < SENSORS; i++) {
        var manner = VoiceProfile.of(VoiceProfile.LABELS.get(i)).forSpeaker(i);
        speech[i] = new VoiceSynthesizer(manner, i).next(30 * 16_000);
      }
      int number = 0;
      var process = monitor(kafka, topics, number);
      try (var recorder = new Recorder(kafka.client(), topics)) {
        // When: it is killed in the midst of its work, and another comes
        int from = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
          int to = speech[0].length * kill / (KILLS + 1) / CHUNK * CHUNK;
          send(recorder, speech, from, to);
          awaitEvents(recorder, process, recorder.events().size() + 1 + random.nextInt(40));
          process.destroyForcibly().waitFor();
          process = monitor(kafka, topics, ++number);
          from = to;
        }
        send(recorder, speech, from, speech[0].length);
        awaitEvents(recorder, process, SENSORS * DirectScore.labels(model, speech[0]).size());

        // Then
        for (int i = 0; i < SENSORS; i++) {
          var sensor = "bed-" + i;
          var events = recorder.events().stream().filter(e -> e.sensor().equals(sensor)).toList();
          assertThat(events)
              .extracting(EmotionEvent::firstSample)
              .isSorted()
              .doesNotHaveDuplicates();
          assertThat(events)
              .as(sensor)
              .extracting(EmotionEvent::label)
              .isEqualTo(DirectScore.labels(model, speech[i]));
          assertThat(events)
              .as(sensor)
              .extracting(EmotionEvent::probability)
              .usingComparatorForType(Recorder.SIX_DECIMALS, Double.class)
              .containsExactlyElementsOf(DirectScore.highest(model, speech[i]));
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /**
   * Sends a part; of the sensors with an odd number, every second chunk overtakes the one before.
   */
  private static void send(Recorder recorder, short[][] speech, int from, int to) {
    int chunks = (to - from + CHUNK - 1) / CHUNK;
    for (int n = 0; n < chunks; n++) {
      for (int i = 0; i < SENSORS; i++) {
        int other = n % 2 == 1 ? n + 1 : n - 1;
        boolean swapped = i % 2 == 1 && other >= 0 && other < chunks;
        int at = from + CHUNK * (swapped ? other : n);
        recorder.send("bed-" + i, speech[i], at, Math.min(to, at + CHUNK));
      }
    }
  }

  private void awaitEvents(Recorder recorder, Process process, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(process.isAlive()).as(() -> said().toString()).isTrue();
              recorder.poll();
              assertThat(recorder.events().size())
                  .as(() -> recorder.gaps() + " " + said())
                  .isGreaterThanOrEqualTo(count);
            });
  }

  private List<String> said() {
    try (var logs = Files.list(directory)) {
      return logs.filter(file -> file.toString().endsWith(".txt"))
          .sorted()
          .map(KilledMonitorIT::read)
          .toList();
    } catch (IOException e) {
      return List.of(e.getMessage());
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, UTF_8);
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
