package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer finds when it goes on, and what it leaves. */
class RecordingRecoveryTest {

  private static final RecordingWriter.Request REQUEST =
      new RecordingWriter.Request(Map.of("ward", "audio.ward"), "", List.of());

  @TempDir private Path directory;

  private static ConsumerRecord<byte[], byte[]> record(String sensor, long offset) {
    byte[] value = new byte[800];
    Arrays.fill(value, (byte) offset);
    return NumberedSource.record(
        "audio.ward", offset, 1_000 + offset, sensor.getBytes(UTF_8), value, new RecordHeaders());
  }

  private RecordingWriter open(Path folder) throws IOException {
    return RecordingWriter.open(folder, REQUEST, Instant.EPOCH, Map.of());
  }

  private Path begun(String... sensors) throws IOException {
    var folder = directory.resolve("r");
    try (var writer = open(folder)) {
      for (int i = 0; i < sensors.length; i++) {
        writer.write(record(sensors[i], i));
      }
    }
    return folder;
  }

  @Test
  void goesOnBeforeTheFirstRecordWhoseAudioIsNotOnTheDisk() throws IOException {
    // Given: the machine went down, and of bed-1 the last chunk is missing
    var folder = begun("bed-1", "bed-2", "bed-1", "bed-2");
    var wav = folder.resolve("audio/ward/bed-1/-.wav");
    Files.write(wav, Arrays.copyOf(Files.readAllBytes(wav), 44 + 1_500));

    // When
    try (var writer = open(folder)) {
      // Then
      assertThat(writer.next("ward/0")).contains(2L);
      writer.write(record("bed-1", 2));
      writer.write(record("bed-2", 3));
    }
    assertThat(Files.size(wav)).isEqualTo(44 + 1_600);
    assertThat(Files.size(folder.resolve("audio/ward/bed-2/-.wav"))).isEqualTo(44 + 1_600);
    assertThat(Files.readString(folder.resolve(RecordingManifest.INDEX))).hasLineCount(4);
  }

  @Test
  void goesOnWhereAFileIsNotThereAtAll() throws IOException {
    // Given
    var folder = begun("bed-1", "bed-2");
    Files.delete(folder.resolve("audio/ward/bed-1/-.wav"));

    // When
    try (var writer = open(folder)) {
      // Then
      assertThat(writer.next("ward/0")).isEmpty();
    }
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    // Given
    var folder = begun("bed-1", "bed-1");
    var index = folder.resolve(RecordingManifest.INDEX);
    Files.writeString(index, Files.readString(index).replace("\"at\":800", "\"at\":801"));

    // When
    assertThatThrownBy(() -> open(folder))
        // Then
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Line 2 of the index of " + folder);
  }

  @Test
  void twoWritersDoNotShareAFolder() throws IOException {
    // Given
    var folder = directory.resolve("r");
    try (var first = open(folder)) {
      first.write(record("bed-1", 0));

      // When
      assertThatThrownBy(() -> open(folder))
          // Then
          .hasMessageContaining("Another command writes into");
    }
  }

  @Test
  void namesThatDifferInCaseAloneHaveFilesOfTheirOwnOnEveryFileSystem() throws IOException {
    // When
    var folder = begun("bed-1", "BED-1", "bed-1");

    // Then
    assertThat(Files.readString(folder.resolve(RecordingManifest.INDEX)))
        .contains("audio/ward/bed-1/-.wav", "audio/ward/BED-1/-+2.wav");
  }

  @Test
  void onlyItsOwnerMayLookIntoIt() throws IOException {
    // Given
    assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));

    // When
    var folder = begun();

    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }
}
