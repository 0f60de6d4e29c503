package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.fingerprints;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AudioHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** A sensor that sends speech alone, and says that it pauses. */
class AnnouncedPauseTest {

  private static final int RATE = 16_000;
  private static final short[] SPEECH =
      new VoiceSynthesizer(VoiceProfile.of("anger"), 1).next(60 * RATE);

  /** Speech and pauses in turn, in samples, as chunks and announcements of these lengths. */
  private static List<AudioChunk> talk(List<Integer> parts, int chunk, int announced) {
    var chunks = new ArrayList<AudioChunk>();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      boolean pause = i % 2 == 1;
      int end = at + parts.get(i);
      while (at < end) {
        int to = Math.min(end, at + (pause ? announced : chunk));
        chunks.add(pause ? pause(at, to) : speech(at, to));
        at = to;
      }
    }
    return chunks;
  }

  private static AudioChunk speech(int from, int to) {
    return new AudioChunk(
        SENSOR,
        "s1",
        OptionalLong.of(from),
        START_MS + from / 16,
        RATE,
        Arrays.copyOfRange(SPEECH, from, to));
  }

  private static AudioChunk pause(int from, int to) {
    var headers = new RecordHeaders();
    headers.add(AudioHeaders.SESSION, "s1".getBytes(StandardCharsets.UTF_8));
    headers.add(AudioHeaders.FIRST_SAMPLE, ("" + from).getBytes(StandardCharsets.UTF_8));
    headers.add(AudioHeaders.SILENCE, ("" + (to - from)).getBytes(StandardCharsets.UTF_8));
    return (AudioChunk)
        new ChunkDecoder()
            .decode(
                SensorContext.DRIVER,
                SENSOR.recordKey(),
                new byte[0],
                headers,
                START_MS + from / 16);
  }

  @Test
  void anUtteranceThatIsShorterThanAWindowIsHeardAsInTraining() {
    // Given: 1.5 s of speech, and a pause
    var parts = List.of(24_000, 12_000, 24_000, 12_000);

    // When
    var windows = HeardSensor.of(talk(parts, 4_000, 4_000), 0).windows();

    // Then
    assertThat(windows).hasSize(2);
    var window = windows.get(0);
    var columns = Spectrogram.levels(SETTINGS.frontEnd(), Arrays.copyOf(SPEECH, 24_000));
    int bands = SETTINGS.frontEnd().bands();
    for (int frame = 0; frame < SETTINGS.frontEnd().windowFrames(); frame++) {
      int from = frame * bands % columns.length;
      assertThat(Arrays.copyOfRange(window.levels(), frame * bands, (frame + 1) * bands))
          .isEqualTo(Arrays.copyOfRange(columns, from, from + bands));
    }
    assertThat(window.heardFrames()).isEqualTo(columns.length / bands);
    assertThat(window.id().startMs()).isEqualTo(START_MS);
    assertThat(window.id().endMs()).isBetween(START_MS + 1_480, START_MS + 1_500);
    assertThat(window.speechShare()).isGreaterThan(0.3);
    assertThat(windows.get(1).id().startMs()).isBetween(START_MS + 2_250, START_MS + 2_260);
    assertThat(WindowMarker.decode(window.marker().encode()).orElseThrow().heardFrames())
        .isEqualTo(window.heardFrames());
  }

  @Test
  void aPauseIsSilenceAndNothingIsMissing() {
    // Given: a word, and a minute and a half of nothing
    var sensor = HeardSensor.of(talk(List.of(16_000, 90 * RATE), 4_000, RATE), 7);

    // When
    var status = sensor.status();

    // Then
    assertThat(sensor.windows()).hasSizeGreaterThan(170);
    assertThat(sensor.windows().subList(1, sensor.windows().size()))
        .allSatisfy(
            window -> {
              assertThat(window.speechShare()).isZero();
              assertThat(window.id().quality().levelDb()).isBetween(-69.0, -60.0);
            });
    assertThat(status.gaps()).isZero();
    assertThat(status.overtakingChunks()).isZero();
    assertThat(status.missingMs()).isZero();
    assertThat(status.pausedMs()).isEqualTo(90_000);
    assertThat(sensor.statuses())
        .extracting(told -> told.state())
        .doesNotContain(SensorState.DEGRADED)
        .endsWith(SensorState.SILENT);
  }

  @Property(tries = 25)
  void windowsDoNotDependOnTheCutNorOnRestarts(
      @ForAll @IntRange(min = 300, max = 20_000) int chunk,
      @ForAll @IntRange(min = 300, max = 20_000) int announced,
      @ForAll @IntRange(min = 0, max = 6) int restartEvery) {
    var parts = List.of(24_000, 12_000, 70_000, 40_000, 9_111, 7_777, 33_333, 3_000, 12_345, 1_000);
    assertThat(fingerprints(HeardSensor.of(talk(parts, chunk, announced), restartEvery).windows()))
        .isEqualTo(fingerprints(HeardSensor.of(talk(parts, 4_000, 4_000), 0).windows()))
        .hasSizeGreaterThan(8);
  }

  @Test
  void anUtteranceThatEndsWithAGapIsHeardToo() {
    // Given: nothing is announced
    var chunks = talk(List.of(24_000, 16_000, 24_000, 80_000, 24_000), 4_000, 4_000);
    chunks.removeIf(AudioChunk::pause);

    // When
    var sensor = HeardSensor.of(chunks, 0);

    // Then: the last one may go on
    assertThat(sensor.windows()).hasSize(2);
    assertThat(sensor.status().gaps()).isEqualTo(2);
  }

  @Test
  void aPauseWithoutAnIndexIsPlacedByItsTime() {
    var indexed = talk(List.of(24_000, 12_000, 24_000, 12_000), 4_000, 4_000);
    var timed =
        indexed.stream()
            .map(
                c ->
                    new AudioChunk(
                        SENSOR,
                        "s1",
                        OptionalLong.empty(),
                        c.captureMs(),
                        RATE,
                        c.samples(),
                        new short[0],
                        c.pause()))
            .toList();
    assertThat(fingerprints(HeardSensor.of(timed, 0).windows()))
        .isEqualTo(fingerprints(HeardSensor.of(indexed, 0).windows()));
  }
}
