package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.SensorContext;
import io.tenor.schema.SensorState;
import io.tenor.schema.SensorStatus;
import io.tenor.streams.ingest.AudioChunk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a sensor's status says of the chunks that came. */
class SensorTallyTest {

  private static final int QUARTER = 4_000;
  private static final short[] AUDIO = audio(12 * 16_000, 3);
  private static final Instant NOW = Instant.ofEpochMilli(START_MS + 60_000);

  private final StoredBlocks stored = new StoredBlocks();
  private ReorderBuffer sensor = buffer(new SensorTimeline(SENSOR, WindowTools.of(SETTINGS)));

  private static ReorderBuffer buffer(SensorTimeline timeline) {
    return new ReorderBuffer(timeline, SETTINGS, Map.of(), new ForgottenChunks());
  }

  /** Nothing here goes on from chunks that were held back. */
  private static final class ForgottenChunks implements ReorderBuffer.Store {
    @Override
    public void put(long number, AudioChunk chunk) {}

    @Override
    public void delete(long number) {}
  }

  private Optional<SensorStatus> hear(AudioChunk chunk) {
    sensor.accept(chunk).forEach(step -> stored.append(step.advance()));
    return sensor.statusIfDue(NOW);
  }

  private Optional<SensorStatus> hear(int from, int to) {
    return hear(chunk("s1", AUDIO, from, to, 16_000));
  }

  private SensorStatus now() {
    return sensor.offline(NOW).orElseThrow();
  }

  @Test
  void theFirstChunkIsToldAndThenEveryTenSeconds() {
    // When
    var first = hear(0, QUARTER).orElseThrow();

    // Then
    assertThat(first)
        .isEqualTo(
            new SensorStatus(
                "driver/car-1/%d/1".formatted(START_MS),
                "car-1",
                SensorContext.DRIVER,
                "s1",
                SensorState.ONLINE,
                List.of(),
                Instant.ofEpochMilli(START_MS),
                Instant.ofEpochMilli(START_MS + 250),
                1,
                1,
                1,
                0,
                0,
                0,
                250,
                0,
                0,
                0,
                0,
                0,
                0,
                SignalTally.NOTHING_DB,
                SignalTally.NOTHING_DB,
                0,
                START_MS + 250 - NOW.toEpochMilli(),
                NOW));

    // When
    for (int from = QUARTER; from < 10 * 16_000; from += QUARTER) {
      assertThat(hear(from, from + QUARTER)).isEmpty();
    }
    var second = hear(160_000, 164_000).orElseThrow();

    // Then
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.chunks()).isEqualTo(41);
    assertThat(second.heardMs()).isEqualTo(10_250);
    assertThat(second.at()).isEqualTo(Instant.ofEpochMilli(START_MS + 10_250));
  }

  @Test
  void whatIsMissingTwiceThereOrTooLateIsCounted() {
    // When: 0.1 s are missing, and come when they were given up; a second is missing for ever
    hear(0, 16_000);
    hear(4_000, 16_000);
    hear(17_600, 40_000);
    hear(40_000, 64_000);
    hear(16_000, 17_600);
    hear(17_600, 20_000);
    hear(80_000, 112_000);
    hear(112_000, 128_000);
    var status = now();

    // Then
    assertThat(status.chunks()).isEqualTo(5);
    assertThat(status.duplicateChunks()).isEqualTo(2);
    assertThat(status.lateChunks()).isEqualTo(1);
    assertThat(status.overtakingChunks()).isEqualTo(1);
    assertThat(status.gaps()).isEqualTo(2);
    assertThat(status.missingMs()).isEqualTo(1_100);
    assertThat(status.bridgedMs()).isEqualTo(100);
    assertThat(status.heardMs()).isEqualTo(6_900);
    assertThat(status.clockCorrections()).isZero();
  }

  @Test
  void chunksThatOvertookAreCountedThoughNothingIsMissing() {
    hear(0, QUARTER);
    hear(2 * QUARTER, 3 * QUARTER);
    hear(3 * QUARTER, 4 * QUARTER);
    hear(QUARTER, 2 * QUARTER);
    var status = now();
    assertThat(status.overtakingChunks()).isEqualTo(2);
    assertThat(status.gaps()).isZero();
    assertThat(status.chunks()).isEqualTo(4);
  }

  @Test
  void aSensorThatIsBackIsTold() {
    // Given
    hear(0, QUARTER);
    var offline = now();
    assertThat(sensor.offline(NOW)).as("told once").isEmpty();
    assertThat(sensor.offlineSinceMs()).isEqualTo(NOW.toEpochMilli());

    // When
    var back = hear(QUARTER, 2 * QUARTER).orElseThrow();

    // Then
    assertThat(offline.state()).isEqualTo(SensorState.OFFLINE);
    assertThat(back.state()).isEqualTo(SensorState.ONLINE);
    assertThat(back.number()).isEqualTo(3);
  }

  @Test
  void aClockThatIsSetIsCounted() {
    // Given
    hear(0, 16_000);

    // When: from here on it is half a second ahead, and then three hours behind
    hear(shifted(16_000, 32_000, 500));
    hear(shifted(32_000, 48_000, 500));
    hear(shifted(48_000, 64_000, -10_800_000));
    var status = now();

    // Then
    assertThat(status.clockCorrections()).isEqualTo(2);
    assertThat(status.clockShiftMs()).isEqualTo(-10_800_000);
    assertThat(status.gaps()).isZero();
    assertThat(status.heardMs()).isEqualTo(4_000);
  }

  @Test
  void aClockThatDriftsIsFollowedAndCounted() {
    // Given: no index, and each chunk of a second 20 ms later than it should be
    for (int i = 0; i < 12; i++) {
      hear(Chunks.withoutIndex(shifted(i * 16_000, (i + 1) * 16_000, 20L * i)));
    }

    // Then
    var status = now();
    assertThat(status.gaps()).isZero();
    assertThat(status.clockCorrections()).isEqualTo(1);
    assertThat(status.clockShiftMs()).isEqualTo(120);
  }

  private static AudioChunk shifted(int from, int to, long byMs) {
    var chunk = chunk("s1", AUDIO, from, to, 16_000);
    return new AudioChunk(
        SENSOR, "s1", OptionalLong.of(from), chunk.captureMs() + byMs, 16_000, chunk.samples());
  }

  @Test
  void eachSessionIsTold() {
    hear(0, 16_000);
    var second = hear(chunk("s2", AUDIO, 0, 16_000, 16_000)).orElseThrow();
    assertThat(second.session()).isEqualTo("s2");
    assertThat(second.sessions()).isEqualTo(2);
    assertThat(second.chunks()).isEqualTo(2);
  }

  @Test
  void aStatusGoesOnFromTheStoredState() {
    // Given: a gap, so that all of the state matters
    hear(0, 16_000);
    hear(80_000, 112_000);
    var whole = List.of(now(), hear(112_000, 128_000).orElseThrow());
    sensor = buffer(new SensorTimeline(SENSOR, WindowTools.of(SETTINGS)));
    hear(0, 16_000);
    hear(80_000, 112_000);

    // When
    var timeline =
        SensorTimeline.restore(SENSOR, WindowTools.of(SETTINGS), sensor.encode(), stored)
            .orElseThrow();
    sensor = buffer(timeline);

    // Then
    assertThat(List.of(now(), hear(112_000, 128_000).orElseThrow())).isEqualTo(whole);
    hear(30_000, 32_000);
    assertThat(now().lateChunks()).isEqualTo(1);
  }
}
