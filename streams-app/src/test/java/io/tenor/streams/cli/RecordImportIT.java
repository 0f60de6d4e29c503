package io.tenor.streams.cli;

import static io.tenor.streams.cli.RecordStage.headers;
import static io.tenor.streams.cli.RecordStage.key;
import static io.tenor.streams.cli.RecordStage.label;
import static io.tenor.streams.cli.RecordStage.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.schema.SensorContext;
import io.tenor.streams.UntimedRecord;
import io.tenor.streams.admin.GroupOffsets;
import io.tenor.streams.recording.Folders;
import io.tenor.streams.recording.NumberedSource.Position;
import io.tenor.streams.recording.RecordingManifest;
import io.tenor.streams.recording.RecordingSource;
import io.tenor.streams.replay.Pacer;
import io.tenor.streams.replay.RecordSource;
import io.tenor.streams.replay.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics kept as a folder and made again of it, on a real broker. */
class RecordImportIT {

  private static RecordStage stage;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    stage = new RecordStage();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @Test
  void whatIsImportedIsWhatWasRecordedByteForByte() throws IOException {
    // Given
    var topics = stage.createTopics(3);
    stage.send(stage.mixture(topics));
    var folder = directory.resolve("r");

    // When
    var recorded = stage.tenor(topics, "record", "--out", folder.toString());
    var others = stage.createTopics(2);
    var imported = stage.tenor(others, "import", folder.toString());

    // Then
    assertThat(recorded.status()).as(recorded.err()).isZero();
    assertThat(recorded.out()).contains("407 records, 2 of them labels", "audio of people");
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(stage.byKey(others)).isEqualTo(stage.byKey(topics));
    var wav = WavFile.read(folder.resolve("audio/driver/bed-0/s0.wav"));
    assertThat(wav.samples()).hasSize(30 * 400);
  }

  @Test
  void aRecordWithoutATimeStaysOneWhenItIsImportedAndWhenItIsReplayed() {
    // Given: the first one, and one in between
    var topics = stage.createTopics(1);
    var ward = topics.audio(SensorContext.WARD);
    var key = RecordStage.key();
    stage.send(
        List.of(
            new UntimedRecord(ward, -1, key, stage.bytes(800)),
            RecordStage.record(ward, 0, key, stage.bytes(800), RecordStage.headers()),
            new UntimedRecord(ward, -1, key, stage.bytes(800)),
            RecordStage.record(ward, 25, key, stage.bytes(800), RecordStage.headers())));
    var folder = directory.resolve("untimed");

    // When
    var recorded = stage.tenor(topics, "record", "--out", folder.toString());
    var imports = stage.createTopics(1);
    var imported = stage.tenor(imports, "import", folder.toString());
    var replays = stage.createTopics(1);
    var replayed =
        stage.tenor(
            topics,
            "replay",
            "--from-topic",
            ward,
            "--to-topic",
            replays.audio(SensorContext.WARD));
    var shifts = stage.createTopics(1);
    var shifted = stage.tenor(shifts, "import", "--shift-time", folder.toString());

    // Then
    assertThat(recorded.status()).as(recorded.err()).isZero();
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(replayed.status()).as(replayed.err()).isZero();
    assertThat(shifted.status()).as(shifted.err()).isZero();
    var before = stage.byKey(topics);
    assertThat(before.values().iterator().next()).filteredOn(r -> r.startsWith("-1 ")).hasSize(2);
    assertThat(stage.byKey(imports)).isEqualTo(before);
    assertThat(stage.byKey(replays)).isEqualTo(before);
    assertThat(stage.byKey(shifts).values().iterator().next())
        .extracting(record -> record.split(" ", 2)[0].length())
        .as("times of today, and none")
        .containsExactly(2, 13, 2, 13);
  }

  @Test
  void aRecordingThatWasCutOffGoesOnAndIsTheSameInTheEnd() throws IOException {
    // Given: one that was killed within a line, and whose audio came to the disk only in part
    var topics = stage.createTopics(3);
    stage.send(stage.mixture(topics));
    var folder = directory.resolve("r");
    stage.tenor(topics, "record", "--out", folder.toString());
    var whole = Folders.contents(folder);
    var manifest = folder.resolve(RecordingManifest.FILE);
    var begun = Files.readString(manifest).replace("\"complete\" : true", "\"complete\" : false");
    Files.writeString(manifest, begun);
    var index = folder.resolve(RecordingManifest.INDEX);
    var lines = Files.readString(index);
    Files.writeString(index, lines.substring(0, lines.length() / 2));
    var audio = folder.resolve("audio/ward/bed-2/s0.wav");
    Files.write(audio, Arrays.copyOf(Files.readAllBytes(audio), 5_000));
    stage.send(stage.mixture(topics)); // what comes later does not belong to it

    // When
    var typed = stage.tenor(topics, "record", "--out", folder.toString());

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(Folders.contents(folder)).isEqualTo(whole);
    var again = stage.tenor(topics, "record", "--out", folder.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("complete").hasLineCount(1);
  }

  /** Asks a transfer to stop after some records. */
  private static final class Stopping implements RecordSource {
    private final RecordSource source;
    private int left;
    private Runnable stop = () -> {};

    Stopping(RecordSource source, int after) {
      this.source = source;
      this.left = after;
    }

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> next() {
      if (--left == 0) {
        stop.run();
      }
      return source.next();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> position() {
      return source.position();
    }

    @Override
    public Extent extent() {
      return source.extent();
    }

    @Override
    public void close() {
      source.close();
    }
  }

  @Test
  void anImportThatWasStoppedGoesOnWithNoRecordLostOrSentTwice() throws Exception {
    // Given
    var topics = stage.createTopics(3);
    stage.send(stage.mixture(topics));
    var folder = directory.resolve("r");
    stage.tenor(topics, "record", "--out", folder.toString());
    var manifest = RecordingManifest.of(folder).orElseThrow();
    var others = stage.createTopics(2);
    var group = "import-" + others.prefix();

    // When: every run is stopped after 150 records
    int runs = 0;
    boolean complete = false;
    while (!complete) {
      try (var admin = Admin.create(stage.client());
          var member = stage.consumer(Map.of("group.id", group));
          var producer = stage.producer(Map.of("transactional.id", group))) {
        producer.initTransactions();
        long given =
            Position.of(GroupOffsets.committed(admin, group)).map(Position::next).orElse(0L);
        try (var source =
            new Stopping(new RecordingSource(folder, manifest, others, 0, given), 150)) {
          var settings = new Transfer.Settings(UnaryOperator.identity(), 0, OptionalDouble.empty());
          var transfer =
              new Transfer(
                  source,
                  producer,
                  member.groupMetadata(),
                  settings,
                  new Pacer(Duration.ofDays(1)));
          source.stop = transfer::stop;
          complete = transfer.run((sent, extent) -> {});
          runs++;
        }
      }
    }

    // Then
    assertThat(runs).isEqualTo(3);
    assertThat(stage.byKey(others)).isEqualTo(stage.byKey(topics));
  }

  @Test
  void aShiftedImportBeginsNowAndItsLabelsMoveAlong() {
    // Given
    var topics = stage.createTopics(1);
    stage.send(
        List.of(
            record(topics.audio(SensorContext.WARD), 0, key(), stage.bytes(800), headers()),
            record(topics.labels(), 0, key(), label(), headers())));
    var folder = directory.resolve("r");
    var source = topics.audio(SensorContext.WARD);
    stage.tenor(topics, "record", "--out", folder.toString(), "--from-topic", source);
    var others = stage.createTopics(1);
    long before = System.currentTimeMillis();

    // When
    var typed = stage.tenor(others, "import", folder.toString(), "--shift-time", "--speed", "2");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(stage.byKey(others).keySet()).noneMatch(name -> name.startsWith("audio.driver"));
    var labels = stage.labels(others);
    assertThat(labels).hasSize(1);
    long shift =
        labels.get(0).from().toEpochMilli() - Instant.parse("2026-11-26T03:00:00Z").toEpochMilli();
    assertThat(RecordStage.START_MS + shift).isBetween(before, System.currentTimeMillis());
    assertThat(Duration.between(labels.get(0).from(), labels.get(0).to())).hasSeconds(2);
  }

  @Test
  void labelsThatWereMadeLateAndOutOfOrderBelongToTheirSpan() {
    // Given: one of an hour later was made first
    var topics = stage.createTopics(1);
    stage.send(
        List.of(
            record(topics.audio(SensorContext.WARD), 0, key(), stage.bytes(800), headers()),
            record(topics.labels(), -3_600_000, key(), label(), headers()),
            record(topics.labels(), 0, key(), label(), headers()),
            record(topics.labels(), -3_500_000, key(), label(), headers())));
    var folder = directory.resolve("r");
    var end = Instant.ofEpochMilli(RecordStage.START_MS - 3_000_000).toString();

    // When
    var typed = stage.tenor(topics, "record", "--out", folder.toString(), "--to", end);

    // Then
    assertThat(typed.out()).as(typed.err()).contains("2 records");
  }

  @Test
  void aCorpusIsASensorForEachSpeakerWhoseUtterancesBeginAtHalfSeconds() throws IOException {
    // Given
    var corpus = Files.createDirectory(directory.resolve("corpus"));
    for (var name : List.of("03a01Fa", "03a02Wa", "08a01Na", "09a01Ta")) {
      var samples = new short[20_000 + 777 * name.charAt(4)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (37 * i % 2_000);
      }
      WavFile.write(corpus.resolve(name + ".wav"), 16_000, samples);
    }
    var topics = stage.createTopics(2);

    // When
    var typed = stage.tenor(topics, "import", corpus.toString(), "--speakers", "03,08");

    // Then
    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("3 utterances of 2 sensors");
    var labels = stage.labels(topics);
    assertThat(labels).hasSize(3).allMatch(label -> label.annotator().equals("EMO-DB"));
    assertThat(labels)
        .allMatch(
            label ->
                label.from().toEpochMilli() % 500 == labels.get(0).from().toEpochMilli() % 500);
    assertThat(stage.byKey(topics).keySet())
        .allMatch(key -> key.startsWith("audio.ward[") || key.startsWith("emotion.labels["));
    var wrong = stage.tenor(topics, "import", directory.resolve("none").toString());
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("neither a recording nor a corpus").hasLineCount(1);
  }
}
