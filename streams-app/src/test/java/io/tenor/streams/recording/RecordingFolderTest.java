package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import io.tenor.schema.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFolderTest {

  private static final Topics TOPICS = new Topics();
  private static final RecordingWriter.Request REQUEST =
      new RecordingWriter.Request(
          Map.of("driver", "audio.driver", "ward", "audio.ward", "labels", "emotion.labels"),
          "",
          List.of());
  private static final String PCM = "audio/pcm;rate=16000;encoding=s16le;channels=1";
  private static final String MULAW = "audio/pcm;rate=8000;encoding=mulaw;channels=2";

  @TempDir private Path directory;
  private final Random random = new Random(7);
  private final Map<String, Long> offsets = new TreeMap<>();

  private ConsumerRecord<byte[], byte[]> record(
      String topic, byte[] key, byte[] value, String... headers) {
    var all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1] == null ? null : headers[i + 1].getBytes(UTF_8));
    }
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    return NumberedSource.record(topic, offset, 1_000_000 + 250 * offset, key, value, all);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  /** All that sensors can do to a recording. */
  private List<ConsumerRecord<byte[], byte[]>> nasty() {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    for (int i = 0; i < 3; i++) {
      records.add(
          record("audio.ward", key("bed-1"), bytes(8_000), "content-type", PCM, "session", "s1"));
      records.add(record("audio.driver", key("bed-1"), bytes(500)));
    }
    records.add(
        record("audio.ward", key("bed-1"), bytes(640), "content-type", MULAW, "session", "s1"));
    records.add(record("audio.ward", key("bed-1"), bytes(7), "content-type", PCM, "session", "s1"));
    records.add(
        record(
            "audio.ward", key("bed-1"), bytes(70), "content-type", "audio/opus", "session", "s1"));
    records.add(
        record("audio.ward", key("bed-1"), bytes(8_000), "content-type", PCM, "session", "s1"));
    records.add(record("audio.ward", null, bytes(12), "session", "s1", "session", "s2", "x", null));
    records.add(record("audio.ward", new byte[] {(byte) 0xff, 0, 1}, bytes(12)));
    records.add(record("audio.ward", key("../../bed/2"), bytes(16), "session", ".."));
    records.add(record("audio.ward", key("bed-3"), null, "session", "s1"));
    records.add(record("audio.ward", key("bed-3"), new byte[0], "session", "s".repeat(400)));
    records.add(record("emotion.labels", key("bed-1"), key("{\"no\": \"label\"}"), "a", "b"));
    records.add(record("emotion.labels", key("bed-1"), bytes(9)));
    return records;
  }

  private RecordingManifest write(Path folder, List<ConsumerRecord<byte[], byte[]>> records)
      throws IOException {
    try (var writer = RecordingWriter.open(folder, REQUEST, Instant.EPOCH, Map.of())) {
      for (var record : records) {
        writer.write(record);
      }
      return writer.complete();
    }
  }

  private static List<String> read(Path folder) throws IOException {
    var read = new ArrayList<String>();
    var manifest = RecordingManifest.of(folder).orElseThrow();
    try (var source = new RecordingSource(folder, manifest, TOPICS, 0, 0)) {
      for (var next = source.next(); next.isPresent(); next = source.next()) {
        read.add(text(next.get()));
      }
    }
    return read;
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    var headers = new StringBuilder();
    record
        .headers()
        .forEach(h -> headers.append(h.key()).append('=').append(Arrays.toString(h.value())));
    return "%s %d %s %s %s"
        .formatted(
            record.topic(),
            record.timestamp(),
            Arrays.toString(record.key()),
            Arrays.toString(record.value()),
            headers);
  }

  @Test
  void whatIsReadIsByteForByteWhatWasWritten() throws IOException {
    // Given
    var records = nasty();

    // When
    write(directory.resolve("r"), records);

    // Then
    assertThat(read(directory.resolve("r")))
        .isEqualTo(records.stream().map(RecordingFolderTest::text).toList());
  }

  @Test
  void aSessionIsAWavFileThatAnybodyCanPlay() throws IOException {
    // Given
    var records = nasty();

    // When
    var manifest = write(directory.resolve("r"), records);

    // Then
    var folder = directory.resolve("r/audio/ward/bed-1");
    var first = WavFile.read(folder.resolve("s1.wav"));
    assertThat(first.samples()).hasSize(12_000);
    assertThat(first.sampleRateHz()).isEqualTo(16_000);
    var second = WavFile.read(folder.resolve("s1+2.wav"));
    assertThat(second.encoding()).isEqualTo("mulaw");
    assertThat(second.channels()).isEqualTo(2);
    assertThat(second.samples()).hasSize(320);
    assertThat(Files.size(folder.resolve("s1+3.bin"))).isEqualTo(77);
    assertThat(manifest.records()).isEqualTo(records.size());
    assertThat(manifest.complete()).isTrue();
  }

  @Test
  void noSensorAndNoSessionNamesAFileOutsideOfTheFolder() throws IOException {
    // When
    write(directory.resolve("r"), nasty());

    // Then
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.startsWith(directory.resolve("r")))
          .anyMatch(file -> file.toString().contains("%2E.%2F..%2Fbed%2F2"));
    }
  }

  @Test
  void aRecordingThatWasCutOffGoesOnAndIsTheSameInTheEnd() throws IOException {
    // Given: a run that was killed while it wrote, and left half a line and audio without a line
    var records = nasty();
    var whole = directory.resolve("whole");
    write(whole, records);
    var folder = directory.resolve("cut");
    try (var writer = RecordingWriter.open(folder, REQUEST, Instant.EPOCH, Map.of())) {
      for (var record : records.subList(0, 9)) {
        writer.write(record);
      }
    }
    var index = folder.resolve(RecordingManifest.INDEX);
    var text = Files.readString(index);
    int half = text.lastIndexOf('\n', text.length() - 2) + 40;
    Files.writeString(index, text.substring(0, half));

    // When
    try (var writer = RecordingWriter.open(folder, REQUEST, Instant.EPOCH, Map.of())) {
      assertThat(writer.next("ward/0")).contains(5L);
      assertThat(writer.next("driver/0")).contains(3L);
      for (var record : records.subList(8, records.size())) {
        writer.write(record);
      }
      writer.complete();
    }

    // Then
    assertThat(read(folder)).isEqualTo(read(whole));
    assertThat(Folders.contents(folder)).isEqualTo(Folders.contents(whole));
  }

  @Test
  void aSourceThatGoesOnGivesWhatIsLeft() throws IOException {
    // Given
    var folder = directory.resolve("r");
    var manifest = write(folder, nasty());

    // When
    try (var source = new RecordingSource(folder, manifest, TOPICS, 0, 4)) {
      // Then
      assertThat(text(source.next().orElseThrow())).isEqualTo(read(folder).get(4));
      assertThat(source.position().values().iterator().next().offset()).isEqualTo(5);
    }
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    // Given
    Files.writeString(directory.resolve("letter.txt"), "dear");
    var complete = directory.resolve("r");
    write(complete, Collections.emptyList());

    // Then
    assertThatThrownBy(() -> RecordingWriter.open(directory, REQUEST, Instant.EPOCH, Map.of()))
        .hasMessageContaining("holds something else");
    assertThatThrownBy(() -> RecordingWriter.open(complete, REQUEST, Instant.EPOCH, Map.of()))
        .hasMessageContaining("holds a recording that is complete");
  }
}
