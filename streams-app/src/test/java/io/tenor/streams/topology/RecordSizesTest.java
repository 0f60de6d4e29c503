package io.tenor.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tenor.schema.AudioHeaders;
import io.tenor.streams.sensor.SensorSettings;
import io.tenor.streams.sizing.CostsFile;
import io.tenor.streams.sizing.MessageCosts;
import io.tenor.streams.sizing.StoreCosts;
import io.tenor.streams.sizing.UnitCosts;
import io.tenor.streams.sizing.Workload;
import io.tenor.voice.VoiceSynthesizer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The bytes that a sizing counts with are those that the monitor writes. */
class RecordSizesTest extends DrivenMonitor {

  private static final List<String> MOODS = List.of("anger", "fear", "happiness", "sadness");
  private static final int SENSORS = MOODS.size();
  private static final int SECONDS = 60;
  private static final int CHUNKS_PER_SECOND = 4;
  private static final int BATCH = 4;
  private static final String SESSION = SensorSettings.sessionOf(Clock.systemUTC());

  private final UnitCosts costs = CostsFile.shipped();
  private final MessageCosts messages = costs.messages();

  RecordSizesTest() {
    super(SHIPPED);
  }

  /** Sensors speak, or are silent, as long as it takes until windows are pruned as they come. */
  private void talk(boolean speech) {
    var voices = new ArrayList<VoiceSynthesizer>();
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      voices.add(MonitorDriver.voice(MOODS.get(sensor), sensor));
    }
    for (int i = 0; i < SECONDS * CHUNKS_PER_SECOND; i++) {
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        var samples = voices.get(sensor).next(MonitorDriver.CHUNK);
        if (!speech) {
          Arrays.fill(samples, (short) 0);
        }
        monitor.wardAudio.pipeInput(
            MonitorDriver.chunk("sensor-0000" + sensor, SESSION, i * MonitorDriver.CHUNK, samples));
      }
      monitor.passTime();
    }
  }

  private static int bytes(byte[] key, byte[] value, Header[] headers) {
    return DefaultRecord.sizeInBytes(
        1, 10, ByteBuffer.wrap(key), value == null ? null : ByteBuffer.wrap(value), headers);
  }

  private static int bytes(TestRecord<byte[], byte[]> record) {
    return bytes(record.key(), record.value(), record.headers().toArray());
  }

  private static double meanBytes(List<TestRecord<byte[], byte[]>> records) {
    return records.stream().mapToInt(RecordSizesTest::bytes).average().orElseThrow();
  }

  private List<TestRecord<byte[], byte[]>> changelog(String store) {
    return monitor.written("test-" + store + "-changelog");
  }

  /** What is left of the records in batches. */
  private static double compressed(List<TestRecord<byte[], byte[]>> records) {
    long plain = 0;
    long packed = 0;
    for (int i = 0; i + BATCH <= records.size(); i += BATCH) {
      var batch = records.subList(i, i + BATCH);
      plain += batch.stream().mapToInt(RecordSizesTest::bytes).sum();
      packed +=
          MemoryRecords.withRecords(
                  Compression.lz4().build(),
                  batch.stream()
                      .map(r -> new SimpleRecord(0, r.key(), r.value(), r.headers().toArray()))
                      .toArray(SimpleRecord[]::new))
              .sizeInBytes();
    }
    return (double) packed / plain;
  }

  private static long heldBytes(List<TestRecord<byte[], byte[]>> records) {
    Map<ByteBuffer, Integer> held = new HashMap<>();
    for (var record : records) {
      var key = ByteBuffer.wrap(record.key());
      if (record.value() == null) {
        held.remove(key);
      } else {
        held.put(key, bytes(record));
      }
    }
    return held.values().stream().mapToInt(Integer::intValue).sum() / SENSORS;
  }

  @Test
  void theRecordsAndBytesOfEachChangelogAreAsCounted() {
    // Given
    var work = Workload.of(1, 1, 1_000 / CHUNKS_PER_SECOND);

    // When
    talk(true);

    // Then
    assertThat(costs.stores())
        .allSatisfy(
            store -> {
              var records = changelog(store.store());
              double seconds = SENSORS * SECONDS;
              assertThat(records.size() / seconds)
                  .as("records of " + store.store())
                  .isCloseTo(store.recordsPerSecond(work), withPercentage(10));
              assertThat(records.stream().mapToInt(RecordSizesTest::bytes).sum() / seconds)
                  .as("bytes of " + store.store())
                  .isCloseTo(store.bytesPerSecond(work), withPercentage(10));
            });
  }

  @Test
  void noMoreIsHeldOfASensorThanCounted() {
    // Given
    var stores = costs.stores().stream().map(StoreCosts::store);

    // When
    talk(true);

    // Then it moves with each window: what is counted is the most
    var held = stores.mapToLong(store -> heldBytes(changelog(store))).sum();
    assertThat((double) held).isBetween(0.7 * costs.heldBytes(), 1.1 * costs.heldBytes());
  }

  @Test
  void whatIsLeftOfChangelogsAndEventsIsAsCounted() {
    // Given
    var stores = costs.stores().stream().filter(store -> !store.writes().isEmpty());

    // When
    talk(true);

    // Then
    double plain = 0;
    double packed = 0;
    for (var records : stores.map(StoreCosts::store).map(this::changelog).toList()) {
      long bytes = records.stream().mapToInt(RecordSizesTest::bytes).sum();
      plain += bytes;
      packed += bytes * compressed(records);
    }
    assertThat(packed / plain)
        .isCloseTo(messages.changelogCompression().value(), withPercentage(10));
    assertThat(compressed(monitor.written("emotion.events")))
        .isCloseTo(messages.eventCompression().value(), withPercentage(10));
  }

  @Test
  void eventsStatusesAndAlertsAreAsLargeAsCounted() {
    // Given a minute of speech

    // When
    talk(true);

    // Then
    assertThat(meanBytes(monitor.written("emotion.events")))
        .isCloseTo(messages.eventBytes().value(), withPercentage(10));
    assertThat(meanBytes(monitor.written("emotion.alerts")))
        .isCloseTo(messages.alertBytes().value(), withPercentage(10));
    var statuses = monitor.written("sensor.status");
    assertThat(meanBytes(statuses)).isCloseTo(messages.statusBytes().value(), withPercentage(10));
    assertThat(statuses.size() / (double) (SENSORS * SECONDS))
        .isCloseTo(messages.statusesPerSecond().value(), withPercentage(10));
  }

  @Test
  void eventsOfSilenceAreAsLargeAsCounted() {
    // Given a minute of silence

    // When
    talk(false);

    // Then
    assertThat(meanBytes(monitor.written("emotion.events")))
        .isCloseTo(messages.silentEventBytes().value(), withPercentage(10));
  }

  @Test
  void aChunkHasAsManyBytesBesideItsSamplesAsCounted() {
    // Given
    var headers =
        Stream.of(
                Map.entry(
                    AudioHeaders.CONTENT_TYPE, "audio/pcm;rate=16000;encoding=s16le;channels=1"),
                Map.entry(AudioHeaders.SESSION, SESSION),
                Map.entry(AudioHeaders.FIRST_SAMPLE, "57600000"))
            .map(each -> new RecordHeader(each.getKey(), each.getValue().getBytes(UTF_8)))
            .toArray(Header[]::new);
    var samples = new byte[2 * MonitorDriver.CHUNK];

    // When
    int bytes = bytes("sensor-00001".getBytes(UTF_8), samples, headers);

    // Then
    assertThat((double) bytes + DefaultRecordBatch.RECORD_BATCH_OVERHEAD - samples.length)
        .isCloseTo(messages.audioEnvelopeBytes().value(), withPercentage(10));
  }
}
